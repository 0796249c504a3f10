import type { Topology } from '../../topology/topology.js';
import { type Violation, violation } from './invariant.js';
import { placedPeerings } from './placed-peering.js';
import { addressOfEndpoint } from './router.js';
import { dialFamilies } from './underlay.js';

/**
 * Checks that two network resources are peers where one can dial the other: in a family in which both can if there is
 * one, and else in one in which one can; of two such, the preferred. Each one that can dial in it has the other's
 * endpoint.
 */
export function checkPeeringFamily(topology: Topology): readonly Violation[] {
  const { preferFamily = 'ipv6' } = topology.network.policy;
  const all = placedPeerings(topology);
  return topology.vertices.flatMap(({ node: from }) =>
    topology.vertices.flatMap(({ node: to }) => {
      if (from === to) return [];
      const [there, back] = [
        dialFamilies(topology.neighbours, from, to),
        dialFamilies(topology.neighbours, to, from),
      ];
      const both = there.filter((family) => back.includes(family));
      const either = both.length > 0 ? both : [...there, ...back];
      const family = either.includes(preferFamily) ? preferFamily : either[0];
      const expected = family !== undefined && there.includes(family) ? family : 'none';
      const peering = all.find((each) => each.from.node === from && each.to.node === to);
      const endpoint = peering?.endpoint;
      const found = endpoint === undefined ? 'none' : addressOfEndpoint(endpoint).kind;
      const wrong = (why: string) => [
        violation('peering-family', [from.id, to.id], [], `${from.id} ${why} ${to.id}`),
      ];
      if ((peering === undefined) !== (family === undefined)) {
        return wrong(peering === undefined ? 'is no peer of' : 'is for no reason a peer of');
      }
      return found === expected ? [] : wrong(`dials in family ${found}, and not ${expected},`);
    }),
  );
}
