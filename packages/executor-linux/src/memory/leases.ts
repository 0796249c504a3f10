import { join } from 'node:path';
import { type Leases, leasesOf, type NdmzLease, parseNdmzLease } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { Refusal, refused } from '../error.js';
import { makeFolder, readIfThere, replaceFile } from './file.js';
import { type Intention, type Memory, nothing, type Outcome, unchanged } from './memory.js';

const fileIn = (folder: string) => join(folder, 'leases.json');

/**
 * Returns the addresses towards the Internet that networks have, or had when last they were on this node. So after a
 * reboot each gets its own again, and no other network gets it in between.
 */
export function rememberedLeases(folder: string): Leases {
  const file = fileIn(folder);
  const text = readIfThere(file);
  return text === undefined ? new Map() : leasesIn(text, file);
}

/**
 * Writes down the leases that a plan is about to give, before it does. From now on nobody else gets them, even if we
 * are killed. Refuses a plan that gives a lease which another network has got since the plan was made.
 */
function reserve({ folder, plan: { owners }, after }: Intention): void {
  const known = rememberedLeases(folder);
  const ids = new Set<string>(owners.map(({ id }) => id));
  const holders = new Map([...known].map(([network, lease]) => [lease, network]));
  const next = new Map(known);
  for (const [network, lease] of leasesOf(after.resources)) {
    const holder = holders.get(lease) ?? network;
    if (holder !== network) throw taken(network, lease, holder);
    if (ids.has(network)) next.set(network, lease);
  }
  write(folder, known, next);
}

/**
 * Writes down what has become of the leases of a plan's networks: what each has now. Forgets the lease of a network of
 * which nothing is left on the node.
 */
function settle({ folder, owners, resources }: Outcome): void {
  const known = rememberedLeases(folder);
  const next = new Map(known);
  const found = leasesOf(resources);
  for (const { id } of owners) {
    const lease = found.get(id);
    if (lease !== undefined) next.set(id, lease);
    else if (!resources.some(({ owner }) => owner === id)) next.delete(id);
  }
  write(folder, known, next);
}

function taken(network: string, lease: NdmzLease, holder: string): Refusal {
  const message = `network ${network} cannot have ${lease}: network ${holder} has got it meanwhile; plan again`;
  return new Refusal({ kind: 'stale-basis', message });
}

function write(folder: string, known: Leases, next: Leases): void {
  const isKnown =
    next.size === known.size && [...next].every(([network, lease]) => known.get(network) === lease);
  if (isKnown) return;
  makeFolder(folder);
  replaceFile(fileIn(folder), `${JSON.stringify(Object.fromEntries([...next].sort()))}\n`);
}

function leasesIn(text: string, file: string): Leases {
  const entries = Object.entries(jsonIn(text, file)).map(([network, value]): [string, NdmzLease] => {
    const lease = parseNdmzLease(String(value));
    if (E.isLeft(lease)) throw unreadable(file);
    return [network, lease.right];
  });
  return new Map(entries);
}

function jsonIn(text: string, file: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {}
  throw unreadable(file);
}

/**
 * Returns the refusal of a file that holds no leases. It is not taken for empty, since two networks could get one
 * address then.
 */
function unreadable(file: string): Refusal {
  return refused(
    `${file}: it holds no leases; move it away: what networks on the node have is known without it, and others get new ones`,
  );
}

export const leases: Memory = {
  lasts: 'for ever',
  amend: unchanged,
  seenBy: 'everybody',
  before: reserve,
  learn: nothing,
  settle,
};
