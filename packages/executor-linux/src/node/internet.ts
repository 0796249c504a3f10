import { execPath } from 'node:process';
import { type Clock, systemClock } from '../clock.js';
import { type Run, run as runProcess } from '../command/run.js';
import { dial } from './dial.js';
import { leavingBy } from './leaving-by.js';
import type { Internet } from './reached.js';

/**
 * Where connections come from. `uplink`: from the host's own addresses and over its bridge `zos`, even where other NICs lead to
 * the Internet too. `tenants`: from the namespace `ndmz`, as those of network resources.
 */
export type Origin = 'uplink' | 'tenants';

/** Milliseconds that an endpoint may take: a connection's first packet is sent again after one second and after three. */
const usual = 5000;

/**
 * Tries all endpoints at the same time by TCP. Returns the first that answers. Without an origin it tries them from the
 * host's namespace, over any link that leads there.
 */
export function reachInternet(
  endpoints: readonly string[],
  patience = usual,
  origin?: Origin,
  run: Run = runProcess,
  clock: Clock = systemClock,
): Promise<Internet> {
  switch (origin) {
    case undefined:
      return dial(endpoints, patience, clock);
    case 'uplink':
      return leavingBy(run, 'zos', endpoints, (sources) => dial(endpoints, patience, clock, sources));
    case 'tenants':
      return dialInside(run, 'ndmz', endpoints, patience);
    default:
      return origin satisfies never;
  }
}

/** The same as `dial`, in the words of one process that runs in another namespace and prints `Reached` or `Unreached`. */
const script = `
  const [endpoints, patience] = JSON.parse(process.argv[1]);
  const failures = [];
  const end = (result) => { console.log(JSON.stringify(result)); process.exit(0); };
  for (const endpoint of endpoints) {
    const [, host, port] = /^\\[?(.*?)\\]?:(\\d+)$/.exec(endpoint) ?? [];
    const started = performance.now();
    const fail = (why) => {
      if (failures.some((each) => each.endpoint === endpoint)) return;
      failures.push({ endpoint, why });
      if (failures.length === endpoints.length) end({ kind: 'Unreached', endpoints: failures });
    };
    require('node:net').connect({ host, port: Number(port) })
      .on('connect', () => end({ kind: 'Reached', by: { endpoint, milliseconds: Math.round(performance.now() - started) } }))
      .on('error', (error) => fail(error.message));
    setTimeout(() => fail('no answer in ' + Math.round(patience) + ' ms'), patience);
  }
  if (endpoints.length === 0) end({ kind: 'Unreached', endpoints: [] });`;

async function dialInside(
  run: Run,
  netns: string,
  endpoints: readonly string[],
  patience: number,
): Promise<Internet> {
  const asked = JSON.stringify([endpoints, patience]);
  const argv = ['ip', 'netns', 'exec', netns, execPath, '-e', script, asked];
  const { status, stdout, stderr } = await run({ argv });
  const said: Internet | undefined = status === 0 ? JSON.parse(stdout) : undefined;
  if (said !== undefined) return said;
  const why = stderr.trim().split('\n')[0] ?? `the process in ${netns} ended with ${status}`;
  return { kind: 'Unreached', endpoints: endpoints.map((endpoint) => ({ endpoint, why })) };
}
