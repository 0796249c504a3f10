/** Who has which address, looked at without the executor: in the kernel, and in the file in which it is remembered. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders } from '../../machine/node.js';

/** Addresses by networks. */
export type Held = ReadonlyMap<string, string>;

const file = join(folders.state, 'egress-addresses.json');

/** The networks of before the first boot have these ids, all others not. */
export const isOld = (id: string) => id.startsWith('old');

/** All addresses but a few, so many, are of old networks that nobody has taken off the node. */
export function crowd(free: number): number {
  const all = Array.from({ length: 65_533 }, (_, i) => `100.127.${(i + 2) >> 8}.${(i + 2) & 255}`);
  const apart = Math.ceil(all.length / free);
  const old = all.filter((_, i) => i % apart !== 0).map((egressAddress, i) => [`old${i}`, egressAddress]);
  mkdirSync(folders.state, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(old))}\n`, { mode: 0o600 });
  return all.length - old.length;
}

export function remembered(): Held {
  return new Map(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8'))) : []);
}

/** The lines of `ip -all netns exec ip -4 -oneline address show` as networks and their addresses, each as often as it is there. */
export function heldIn(shown: string): readonly (readonly [network: string, address: string])[] {
  let network = '';
  return shown.split('\n').flatMap((line) => {
    network = /^netns: (?:n-)?(\S+)/.exec(line)?.[1] ?? network;
    const address = /^\d+: public\b.* inet ([\d.]+)\/16 /.exec(line)?.[1];
    return address === undefined ? [] : [[network, address] as const];
  });
}

/** What must hold at any moment, no matter who was killed at what: else what does not. */
export function flawsOf(
  kernel: readonly (readonly [string, string])[],
  file: Held,
  kept: Held,
): readonly string[] {
  const holders = new Map<string, Set<string>>();
  for (const [network, address] of [...kernel, ...file])
    holders.set(address, new Set([...(holders.get(address) ?? []), network]));
  return [
    ...[...holders].flatMap(([address, networks]) =>
      networks.size > 1 ? [`${address} is of ${[...networks].join(' and ')}`] : [],
    ),
    ...kernel.flatMap(([network, address]) =>
      file.get(network) === address
        ? []
        : [`${network} has ${address}, and ${file.get(network)} by the file`],
    ),
    ...[...kept].flatMap(([network, address]) =>
      file.get(network) === address ? [] : [`${network} had ${address}, and now has ${file.get(network)}`],
    ),
  ];
}
