import * as E from 'fp-ts/lib/Either.js';
import * as codec from '../document/codec.js';
import { decode } from '../document/decode.js';
import * as scalar from '../document/scalar-codec.js';
import type { PlanError, PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import { present } from '../scalar/present.js';
import { canonical, compareResources } from './canonical.js';
import { identityOf } from './identity.js';
import type { NodeState } from './node-state.js';
import { resource } from './resource-codec.js';

const netns = { netns: scalar.interfaceName };

const foreign = codec.closed(
  {},
  {
    listenPorts: codec.list(codec.closed({ port: scalar.port }, netns)),
    links: codec.list(codec.closed({ name: scalar.interfaceName }, netns)),
    netns: codec.list(scalar.interfaceName),
    routes: codec.list(
      codec.closed(
        { destination: scalar.prefixText, metric: scalar.unsigned },
        { device: scalar.interfaceName },
      ),
    ),
  },
);

const observed = codec.closed(
  { schema: codec.schema('observed/2'), node: scalar.nodeId, resources: codec.list(resource) },
  { foreign },
);

/** Reads what is on a node from unknown JSON (`observed/2`). Returns it in canonical order, or every error in it. */
export function parseObserved(json: unknown): E.Either<PlanErrors, NodeState> {
  let sorted: readonly Resource[] = [];
  const decoded = decode(observed, 'observed', json, {
    whole: ({ resources }) => {
      sorted = canonical(resources);
      return repeated(sorted, resources);
    },
  });
  if (E.isLeft(decoded)) return decoded;
  const { schema, node, foreign } = decoded.right;
  const { listenPorts = [], links = [], netns = [], routes } = foreign ?? {};
  return E.right({
    schema,
    node,
    resources: sorted,
    ...(foreign === undefined ? {} : { foreign: { listenPorts, links, netns, ...present({ routes }) } }),
  });
}

/** Refuses an object of the kernel that is there twice. In canonical order equal ones are neighbours. */
function repeated(sorted: readonly Resource[], resources: readonly Resource[]): readonly PlanError[] {
  const places = new Map<Resource, number>();
  return sorted.flatMap((each, i): readonly PlanError[] => {
    const before = sorted[i - 1];
    if (before === undefined || compareResources(before, each) !== 0) return [];
    if (places.size === 0) for (const [place, resource] of resources.entries()) places.set(resource, place);
    const path = `$.resources[${places.get(each) ?? ''}]`;
    return [{ kind: 'duplicate-resource', document: 'observed', path, value: identityOf(each).trim() }];
  });
}
