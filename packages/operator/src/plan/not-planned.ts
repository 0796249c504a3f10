import type { PlanErrors } from '@networkd/planner';
import { present } from '@networkd/planner';
import type { NotPlanned } from '../error.js';

/** Returns the error that nothing could be planned, with the node where that is at fault and no document. */
export function notPlanned(errors: PlanErrors, node?: string): NotPlanned {
  return { kind: 'not-planned', errors, ...present({ node }) };
}
