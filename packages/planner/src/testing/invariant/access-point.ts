import * as E from 'fp-ts/lib/Either.js';
import { accessConfiguration } from '../../desired/access-configuration.js';
import { contains } from '../../scalar/prefix.js';
import type { Topology } from '../../topology/topology.js';
import { readConfiguration } from './configuration.js';
import { type Violation, violation } from './invariant.js';
import { addressOfEndpoint } from './router.js';
import { dialableAt } from './underlay.js';

/** Checks that what an access point dials is not inside its own tunnel, and is where its node listens. */
export function checkAccessPointEndpoints(topology: Topology): readonly Violation[] {
  return topology.network.accessPoints.flatMap(({ name, node }) => {
    const text = accessConfiguration(topology, name);
    const { endpoint, allowedIPs } = E.isRight(text)
      ? readConfiguration(text.right).peer
      : { allowedIPs: [] };
    const place = topology.vertices.find((each) => each.node.id === node);
    const wrong = (prefixes: readonly string[], why: string) => [
      violation('access-point-endpoint', [name, node], prefixes, `${name} ${why}`),
    ];
    if (endpoint === undefined || place === undefined) return wrong([], 'has no endpoint to dial');
    const address = addressOfEndpoint(endpoint);
    const swallowing = allowedIPs.find((prefix) => contains(prefix, address));
    if (swallowing !== undefined)
      return wrong([swallowing.text, endpoint], `sends ${endpoint} into its own tunnel`);
    const known = dialableAt(place.node).some(({ text }) => text === address.text);
    return known ? [] : wrong([endpoint], `dials ${endpoint}, where ${node} cannot be dialled`);
  });
}
