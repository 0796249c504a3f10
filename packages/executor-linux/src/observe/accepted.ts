import { explain, type NodeState, type PlanErrors, parseObserved, type Resource } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { NotObserved } from './not-observed.js';

/**
 * Returns the state as the planner accepts it, in canonical order. Nothing that the kernel says reaches a plan
 * unchecked. Peers roam to where no document would send them, and an alias takes any text: such values count as not
 * set. Throws `NotObserved` of what no plan could have left. That may pass: a link that moved while we looked was seen
 * in two places.
 */
export function accepted(state: NodeState): NodeState {
  const first = parseObserved(state);
  if (E.isRight(first)) return first.right;
  const refused = new Set(first.left.map(({ path }) => path));
  const resources = state.resources.map((each, i) => withoutRefused(each, `$.resources[${i}]`, refused));
  const second = parseObserved({ ...state, resources });
  if (E.isRight(second)) return second.right;
  throw new NotObserved(refusalOf(second.left), true);
}

function withoutRefused(resource: Resource, path: string, refused: ReadonlySet<string>): Resource {
  if (resource.kind === 'Peer' && refused.has(`${path}.endpoint`)) {
    const { endpoint: _, ...rest } = resource;
    return rest;
  }
  if (resource.kind === 'Link' && refused.has(`${path}.alias`)) return { ...resource, alias: '' };
  return resource;
}

function refusalOf(errors: PlanErrors): string {
  const said = errors.map(explain).join('\n');
  return `what is on the node is nothing a plan could put there, so none can mend it. Take it away by hand:\n${said}`;
}
