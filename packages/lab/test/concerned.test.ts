import {
  desired,
  diff,
  parseInventory,
  parseTenantNetwork,
  survey,
  type Topology,
  walker,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { describe, expect, test } from 'vitest';
import { concerned } from '../src/network/concerned.js';
import type { NetworkDocument } from '../src/network/edits.js';
import { standardNetwork } from '../src/network/standard-network.js';
import { versions } from '../src/network/versions.js';
import { inventoryOf } from '../src/underlay/inventory.js';
import { standardLab } from '../src/underlay/standard.js';

const nodes = standardNetwork.resources.map(({ node }) => node);

function topologyOf(document: NetworkDocument): Topology {
  const topology = pipe(
    E.Do,
    E.bind('network', () => parseTenantNetwork(document)),
    E.bind('inventory', () => parseInventory(inventoryOf(standardLab))),
    E.chain(({ network, inventory }) => survey(network, inventory)),
  );
  if (E.isLeft(topology)) throw new Error(JSON.stringify(topology.left));
  return topology.right;
}

/** Does the plan of a node on the way between two change its device, or its peer on that way? */
function planned(before: Topology, after: Topology, a: string, b: string): boolean {
  const both = [before, after];
  const hops = both.flatMap((each) => walker(each)(a, b)?.hops ?? []);
  const sides = hops.flatMap(({ from, to }) => [
    [from, to],
    [to, from],
  ]);
  return sides.some(([node = '', peer = '']) => {
    const keys = both.map((each) => each.vertexByNode.get(peer)?.resource.publicKey);
    const [wanted, there] = [desired(after, node).resources, desired(before, node).resources];
    return diff(wanted, there)
      .map((change) => (change.kind === 'Delete' ? change.before : change.after))
      .some((each) => {
        if (each.kind === 'Peer') return keys.some((key) => key === each.publicKey);
        return each.kind === 'WireGuardDevice' || each.kind === 'ListenPort';
      });
  });
}

const pairs = nodes.flatMap((a) => nodes.filter((b) => a !== b).map((b) => [a, b] as const));

describe('what a version concerns', () => {
  const changes = versions.slice(1).map(({ title, document }, i) => {
    const [before, after] = [topologyOf(versions[i]?.document ?? document), topologyOf(document)];
    return { title, before, after, ...concerned(before, after) };
  });
  test.each(changes)('is what its plans change on the way: $title', ({ before, after, pair, peers }) => {
    const said = pairs.filter(([a, b]) => pair(a, b) || peers(a, b));
    expect(said).toEqual(pairs.filter(([a, b]) => planned(before, after, a, b)));
  });

  test.each([
    ['spare-1 joins', 0, 0],
    ['six-1 has another key', 2 * 7, 0],
    // The four that are public, and the two on a LAN, need none among themselves.
    ['keepalive comes sooner', 0, 8 * 7 - 4 * 3 - 2],
  ])('pairs themselves, or just peers on their way: %s', (title, ofPairs, ofPeers) => {
    const about = changes.find((each) => each.title === title);
    const count = (what: 'pair' | 'peers') => pairs.filter(([a, b]) => about?.[what](a, b)).length;
    expect([count('pair'), count('peers')]).toEqual([ofPairs, ofPeers]);
  });
});
