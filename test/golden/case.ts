import { type NodeState, type Plan, parseObserved } from '@networkd/planner';
import { right } from './files.js';

/** One plan of an example, and what it was computed from. */
export interface Case {
  /** How the files of its goldens start: `plan.a`. */
  readonly name: string;
  readonly node: string;
  readonly observed: NodeState;
  /** The file that holds the observed state, where there is one. */
  readonly observedFile?: string;
  readonly plan: Plan;
}

/** The state as the document `observed/2` has it: what is wanted says why, what is found does not. */
export function observedDocument(state: NodeState): NodeState {
  const withoutReasons: unknown = JSON.parse(
    JSON.stringify(state, (name, value: unknown) => (name === 'reason' ? undefined : value)),
  );
  return right(parseObserved(withoutReasons));
}
