import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeState, Plan, Resource } from '@networkd/planner';
import { runFolder } from '@networkd/planner';
import { makeFolder, readIfThere, replaceFile } from './file.js';
import { type Memory, nothing } from './memory.js';

/**
 * Returns the file with the endpoints that were set for a network. WireGuard says where a peer is, and not who said so:
 * a document, or the peer itself when it roamed. Each file stays for as long as its network is there.
 */
const fileOf = (network: string) => join(runFolder, `w-${network}.endpoints`);

/** The endpoints that were set, by the public keys of the peers. */
type Endpoints = ReadonlyMap<string, string>;

/** Returns the state, and marks the peers that were heard of and are where they were sent last. */
function withUnmoved(state: NodeState): NodeState {
  const memories = new Map<string, Endpoints>();
  const memoryOf = (network: string): Endpoints => {
    const memory = memories.get(network) ?? remembered(network);
    memories.set(network, memory);
    return memory;
  };
  const resources = state.resources.map((each): Resource => {
    if (each.kind !== 'Peer' || each.endpoint === undefined || each.latestHandshake === undefined)
      return each;
    const isUnmoved = memoryOf(each.owner).get(each.publicKey) === each.endpoint;
    return isUnmoved ? { ...each, unmoved: true } : each;
  });
  return { ...state, resources };
}

/** Remembers the endpoints that a plan has just set. Forgets those of its owners that have no peers now. */
function learn({ owners, operations }: Plan, { resources }: NodeState): void {
  forgetAbsent(owners, resources);
  const there = withPeers(resources);
  for (const { id } of owners.filter(({ id }) => there.has(id))) {
    const known = remembered(id);
    const memory = new Map(known);
    for (const operation of operations) {
      if (operation.owner !== id) continue;
      if (operation.kind === 'WireGuardRemovePeer') memory.delete(operation.publicKey);
      if (operation.kind === 'WireGuardSetPeer' && operation.endpoint !== undefined) {
        memory.set(operation.publicKey, operation.endpoint);
      }
    }
    if (textOf(memory) === textOf(known)) continue;
    makeFolder(runFolder);
    replaceFile(fileOf(id), textOf(memory));
  }
}

/** Forgets those of the owners that have no peers. */
function forgetAbsent(owners: Plan['owners'], resources: readonly Resource[]): void {
  const there = withPeers(resources);
  for (const { id } of owners) if (!there.has(id)) rmSync(fileOf(id), { force: true });
}

function withPeers(resources: readonly Resource[]): ReadonlySet<string> {
  return new Set(resources.flatMap((each) => (each.kind === 'Peer' ? [each.owner] : [])));
}

function textOf(memory: Endpoints): string {
  return JSON.stringify([...memory]);
}

/**
 * Returns the endpoints that are remembered. What cannot be read is not known: then a peer that is alive is left where
 * it is.
 */
function remembered(network: string): Endpoints {
  try {
    return new Map(JSON.parse(readIfThere(fileOf(network)) ?? '[]'));
  } catch {
    return new Map();
  }
}

/** Only who plans sees who has not moved: that a peer comes back where it was while an apply looks is no difference. */
export const endpoints: Memory = {
  lasts: 'until the next boot',
  amend: withUnmoved,
  seenBy: 'planner',
  before: nothing,
  learn,
  settle: ({ owners, resources }) => forgetAbsent(owners, resources),
};
