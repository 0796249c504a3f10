import { join } from 'node:path';
import {
  type EgressAddress,
  type EgressAddresses,
  egressAddressesOf,
  parseEgressAddress,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { Refusal, refused } from '../error.js';
import { makeFolder, readIfThere, replaceFile } from './file.js';
import { type Intention, type Memory, nothing, type Outcome, unchanged } from './memory.js';

const fileIn = (folder: string) => join(folder, 'egress-addresses.json');

/**
 * Returns the addresses towards the Internet that networks have, or had when last they were on this node. So after a
 * reboot each gets its own again, and no other network gets it in between.
 */
export function rememberedEgressAddresses(folder: string): EgressAddresses {
  const file = fileIn(folder);
  const text = readIfThere(file);
  return text === undefined ? new Map() : egressAddressesIn(text, file);
}

/**
 * Writes down the egress addresses that a plan is about to give, before it does. From now on nobody else gets them, even if we
 * are killed. Refuses a plan that gives an egress address which another network has got since the plan was made.
 */
function reserve({ folder, plan: { owners }, after }: Intention): void {
  const known = rememberedEgressAddresses(folder);
  const ids = new Set<string>(owners.map(({ id }) => id));
  const holders = new Map([...known].map(([network, egressAddress]) => [egressAddress, network]));
  const next = new Map(known);
  for (const [network, egressAddress] of egressAddressesOf(after.resources)) {
    const holder = holders.get(egressAddress) ?? network;
    if (holder !== network) throw taken(network, egressAddress, holder);
    if (ids.has(network)) next.set(network, egressAddress);
  }
  write(folder, known, next);
}

/**
 * Writes down what has become of the egress addresses of a plan's networks: what each has now. Forgets the egress address of a network of
 * which nothing is left on the node.
 */
function settle({ folder, owners, resources }: Outcome): void {
  const known = rememberedEgressAddresses(folder);
  const next = new Map(known);
  const found = egressAddressesOf(resources);
  for (const { id } of owners) {
    const egressAddress = found.get(id);
    if (egressAddress !== undefined) next.set(id, egressAddress);
    else if (!resources.some(({ owner }) => owner === id)) next.delete(id);
  }
  write(folder, known, next);
}

function taken(network: string, egressAddress: EgressAddress, holder: string): Refusal {
  const message = `network ${network} cannot have ${egressAddress}: network ${holder} has got it meanwhile; plan again`;
  return new Refusal({ kind: 'stale-basis', message });
}

function write(folder: string, known: EgressAddresses, next: EgressAddresses): void {
  const isKnown =
    next.size === known.size &&
    [...next].every(([network, egressAddress]) => known.get(network) === egressAddress);
  if (isKnown) return;
  makeFolder(folder);
  replaceFile(fileIn(folder), `${JSON.stringify(Object.fromEntries([...next].sort()))}\n`);
}

function egressAddressesIn(text: string, file: string): EgressAddresses {
  const entries = Object.entries(jsonIn(text, file)).map(([network, value]): [string, EgressAddress] => {
    const egressAddress = parseEgressAddress(String(value));
    if (E.isLeft(egressAddress)) throw unreadable(file);
    return [network, egressAddress.right];
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
 * Returns the refusal of a file that holds no egress addresses. It is not taken for empty, since two networks could get one
 * address then.
 */
function unreadable(file: string): Refusal {
  return refused(
    `${file}: it holds no egress addresses; move it away: what networks on the node have is known without it, and others get new ones`,
  );
}

export const egressAddresses: Memory = {
  lasts: 'for ever',
  amend: unchanged,
  seenBy: 'everybody',
  before: reserve,
  learn: nothing,
  settle,
};
