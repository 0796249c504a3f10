import { type Plan, parsePlan } from '@networkd/planner';
import { readText } from '../terminal/io.js';
import { succeed } from './documents.js';
import { parseJson } from './json.js';

/** Reads a plan that was saved with `-f json`. */
export function loadPlan(file: string): Plan {
  return succeed(parsePlan(parseJson(readText(file, 'PLAN'), file)), () => file);
}
