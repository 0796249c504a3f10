import type * as E from 'fp-ts/lib/Either.js';
import { change } from '../change/change-codec.js';
import { decode, salvage, salvageField } from '../document/decode.js';
import type { PlanError, PlanErrors } from '../error.js';
import { operation } from '../operation/parse-operation.js';
import { checkChanges, checkOperations } from './check-breaches.js';
import { checkOwners } from './check-owners.js';
import { checkSeal } from './check-seal.js';
import type { Plan } from './document.js';
import { owners, plan } from './plan-codec.js';

/**
 * Reads a plan from unknown JSON (`plan/2`). Returns it, or every error in it: in each value, in operations that reach
 * beyond the owners named, and in what does not follow from the rest, as when the file was changed after it was made. A
 * plan that was read can be carried out: ip(8), wg(8), nft(8) and sysctl(8) can misread none of its texts.
 */
export function parsePlan(json: unknown): E.Either<PlanErrors, Plan> {
  return decode(plan, 'plan', json, { whole: checkPlan, part: () => checkPart(json) });
}

function checkPlan(plan: Plan): readonly PlanError[] {
  return [
    ...checkOwners(plan.owners),
    ...checkOperations(plan.owners, plan.operations, plan.changes),
    ...checkChanges(plan.owners, plan.changes),
    ...checkSeal(plan),
  ];
}

function checkPart(json: unknown): readonly PlanError[] {
  const named = salvageField(owners, json, 'owners');
  if (named === undefined) return [];
  return checkOperations(named, salvage(operation, json, 'operations'), salvage(change, json, 'changes'));
}
