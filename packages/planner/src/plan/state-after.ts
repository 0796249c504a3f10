import type { Resource } from '../kind/resource.js';
import { canonical } from '../state/canonical.js';
import { identityOf } from '../state/identity.js';
import type { NodeState } from '../state/node-state.js';
import { containerOf, containing, reliesOn } from '../state/relation.js';
import type { Plan } from './document.js';

/**
 * Returns the state of the node once the plan is carried out on what was observed: `diff` of it against what is then
 * there is empty.
 */
export function stateAfter({ changes }: Plan, observed: NodeState): NodeState {
  const replaced = new Set(
    changes.map((change) => identityOf('before' in change ? change.before : change.after)),
  );
  const made = changes.flatMap((change) => (change.kind === 'Delete' ? [] : [change.after]));
  const places = new Set(made.flatMap((each) => containing(each) ?? []));
  const gone = new Set(
    changes.flatMap((change) => {
      const place = change.kind === 'Create' ? undefined : containing(change.before);
      return place === undefined || (change.kind === 'Update' && places.has(place)) ? [] : [place];
    }),
  );
  const lost = lostWith(changes, observed);
  const ports = new Set(made.flatMap((each) => (each.kind === 'LinkMaster' ? each.device : [])));
  const kept = observed.resources.filter((each) => {
    const container = containerOf(each) ?? '';
    if (each.kind === 'FreeNic' && ports.has(each.device)) return false;
    return (
      !replaced.has(identityOf(each)) && !gone.has(container) && !lost.has(container) && !isOn(each, lost)
    );
  });
  return { schema: 'observed/2', node: observed.node, resources: canonical([...kept, ...made]) };
}

/** Returns the links and namespaces that are deleted, and the links that were on them, in canonical order. */
function lostWith(changes: Plan['changes'], { resources }: NodeState): ReadonlySet<string> {
  const lost = new Set(
    changes.flatMap((change) => (change.kind === 'Delete' ? (containing(change.before) ?? []) : [])),
  );
  for (const each of resources) {
    const place = isOn(each, lost) ? containing(each) : undefined;
    if (place !== undefined) lost.add(place);
  }
  return lost;
}

function isOn(resource: Resource, lost: ReadonlySet<string>): boolean {
  return resource.kind === 'Link' && lost.has(reliesOn(resource) ?? '');
}
