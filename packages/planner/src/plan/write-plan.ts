import type { Json } from '../document/json.js';
import type { Plan } from './document.js';
import { plan } from './plan-codec.js';

/**
 * Returns a plan as its document has it (`plan/2`). Its fields are in a fixed order, no matter who made it or read it, so
 * that two plans are the same where their texts are.
 */
export function writePlan(value: Plan): Json {
  return plan.write(value);
}
