import { connect } from 'node:net';
import type { Clock } from '../clock.js';
import type { Internet, Reached, Unreached } from './reached.js';

/** Where a connection to an endpoint comes from: an address of ours, or why there is no address. Absent: any. */
export type Source = { readonly address: string } | { readonly lacks: string };

/** Tries all endpoints at the same time by TCP, from our own namespace. Returns the first that answers. */
export async function dial(
  endpoints: readonly string[],
  patience: number,
  clock: Clock,
  sources: ReadonlyMap<string, Source> = new Map(),
): Promise<Internet> {
  const failures: Unreached[] = [];
  const stop = new AbortController();
  try {
    const tries = endpoints.map((endpoint) =>
      reach(endpoint, patience, clock, sources.get(endpoint), stop.signal),
    );
    const by = await Promise.any(
      tries.map(async (each) => {
        const result = await each;
        if ('milliseconds' in result) return result;
        failures.push(result);
        throw new Error(result.why);
      }),
    );
    return { kind: 'Reached', by };
  } catch {
    return { kind: 'Unreached', endpoints: failures };
  } finally {
    stop.abort();
  }
}

/** `192.0.2.1:443` or `[2001:db8::1]:443`; names are not looked up, since a node may have no resolver yet. */
const endpointText = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):([0-9]{1,5})$/;

/** Returns the address and the port of an endpoint. Returns nothing where the text is no endpoint. */
export function partsOf(endpoint: string): { readonly host: string; readonly port: number } | undefined {
  const [, ipv6, ipv4, text] = endpointText.exec(endpoint) ?? [];
  const host = ipv6 ?? ipv4;
  const port = Number(text);
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port };
}

function reach(
  endpoint: string,
  patience: number,
  { now, after }: Clock,
  source: Source | undefined,
  signal: AbortSignal,
): Promise<Reached | Unreached> {
  const parts = partsOf(endpoint);
  if (parts === undefined) {
    return Promise.resolve({
      endpoint,
      why: 'it is no address with a port, as 192.0.2.1:443 or [2001:db8::1]:443',
    });
  }
  if (source !== undefined && 'lacks' in source) return Promise.resolve({ endpoint, why: source.lacks });
  const started = now();
  return new Promise((resolve) => {
    const socket = connect({
      ...parts,
      ...(source === undefined ? {} : { localAddress: source.address }),
    });
    const end = (result: Reached | Unreached) => {
      cancel();
      socket.destroy();
      resolve(result);
    };
    const cancel = after(patience, () => end({ endpoint, why: `no answer in ${Math.round(patience)} ms` }));
    socket.on('connect', () => end({ endpoint, milliseconds: Math.round(now() - started) }));
    socket.on('error', (error) => end({ endpoint, why: error.message }));
    signal.addEventListener('abort', () => end({ endpoint, why: 'another answered first' }));
  });
}
