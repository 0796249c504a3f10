/** On a machine of its own: a node that more and more networks are put on, until all is taken off again. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sh } from '@networkd/lab/scenario/foreign';
import { nodeOwner, type Plan } from '@networkd/planner';
import { type Invocation, run } from '../../../src/command/run.js';
import { applied, executor, folders, giveKey } from '../../machine/node.js';
import { hub, keyFor, right } from '../../networks.js';
import { node, planOff, planOnto, plugIn, standUp } from './own-network.js';

/** What it took to bring a node from some networks to more, or from all to none. */
export interface Step {
  readonly before: number;
  readonly networks: number;
  readonly operations: number;
  /** Processes that the executor has started to look, and those to change something. */
  readonly looks: number;
  readonly changes: number;
  readonly milliseconds: number;
  /** Processes on the machine afterwards: all, and those of WireGuard devices. */
  readonly alive: number;
  readonly devices: number;
}

/** What may be left of anything. */
type Census = Readonly<
  Record<
    'processes' | 'netns' | 'links' | 'tables' | 'routes' | 'egressAddresses' | 'files',
    readonly string[]
  >
>;

export interface Report {
  readonly steps: readonly Step[];
  /** Looking at all that is there, and finding nothing to do. */
  readonly again: Step;
  readonly off: Step;
  readonly egressAddresses: { readonly there: number; readonly different: number };
  readonly bare: Census;
  readonly stoodUp: Census;
  readonly cleared: Census;
  readonly gone: Census;
}

const sizes = (process.argv[2] ?? '').split(',').map(Number);
const most = sizes.at(-1) ?? 0;
const networks = Array.from({ length: most }, (_, i) => hub(2, { id: `x${i}`, port: 7001 + i }));
for (const { network } of networks) giveKey(network.id, keyFor(`${network.id}/${node}`));

const egressAddressesFile = join(folders.state, 'egress-addresses.json');

let looks = 0;
let changes = 0;
const options = {
  run: (invocation: Invocation) => {
    if (['-json', 'list', 'dump', 'cat'].some((word) => invocation.argv.includes(word))) looks++;
    else changes++;
    return run(invocation);
  },
};

const lines = (script: string) =>
  sh(script)
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();
const count = (script: string) => Number(sh(script));
/** Except for this one, its shell and what that runs. */
const processes = () =>
  lines("ps -e -o args= | grep -v 'scenario.mjs\\|^sh -euc\\|^ps -e\\|^grep -v' || true");

function census(): Census {
  return {
    processes: processes(),
    netns: lines('ls /run/netns'),
    links: lines('ip -oneline link show | cut -d " " -f 2'),
    tables: lines(
      'nft list tables; for n in public ndmz; do [ ! -e /run/netns/$n ] || ip netns exec $n nft list tables; done',
    ),
    routes: lines('ip route show table all proto 110; ip -6 route show table all proto 110'),
    egressAddresses: Object.keys(
      existsSync(egressAddressesFile) ? JSON.parse(readFileSync(egressAddressesFile, 'utf8')) : {},
    ),
    // The journal, and what leads back, states and keys, are there to stay; so is the file of egress addresses, without any.
    files: lines(
      `find /run/networkd /run/wireguard ${folders.state} -type f -o -type s | grep -v '/states/\\|/keys/\\|/journal.ndjson$\\|/egress-addresses.json$\\|/udhcpc.sh$\\|/networkd/lock$' || true`,
    ),
  };
}

async function step(before: number, total: number, work: () => Promise<Plan>): Promise<Step> {
  [looks, changes] = [0, 0];
  const start = performance.now();
  const { operations } = await work();
  const milliseconds = Math.round(performance.now() - start);
  return {
    before,
    networks: total,
    operations: operations.length,
    looks,
    changes,
    milliseconds,
    alive: processes().length,
    devices: count('pgrep -c -x wireguard-go || true'),
  };
}

async function brought(plan: Plan): Promise<Plan> {
  await applied(plan, options);
  return plan;
}

async function takenOff(owners: readonly string[]): Promise<Plan> {
  return brought(await planOff(owners, options));
}

plugIn();
const bare = census();
await standUp();
const stoodUp = census();
const steps: Step[] = [];
for (const size of sizes) {
  const before = steps.at(-1)?.networks ?? 0;
  const more = networks.slice(before, size);
  steps.push(await step(before, size, async () => brought(right(await planOnto(more, options)))));
}
const egressAddresses = right(await executor().egressAddresses()());
const again = await step(most, most, async () => brought(right(await planOnto(networks, options))));
const off = await step(most, 0, () => takenOff(networks.map(({ network }) => network.id)));
const cleared = census();
await takenOff([nodeOwner]);
const report: Report = {
  steps,
  again,
  off,
  egressAddresses: { there: egressAddresses.size, different: new Set(egressAddresses.values()).size },
  bare,
  stoodUp,
  cleared,
  gone: census(),
};
process.stdout.write(JSON.stringify(report), () => process.exit(0));
