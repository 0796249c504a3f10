import { commandsOf, describe, explain, parsePlan } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { jsonIn } from '../json-in.js';

/** Any JSON as a plan: what is taken comes out as it went in, and can be told. */
export function fuzz(data: Buffer): void {
  const read = parsePlan(jsonIn(data));
  if (E.isLeft(read)) {
    for (const error of read.left) explain(error);
    return;
  }
  const again = parsePlan(JSON.parse(JSON.stringify(read.right)));
  if (JSON.stringify(again) !== JSON.stringify(read)) throw new Error('read as another plan');
  for (const operation of read.right.operations) {
    if (/\n/.test(describe(operation)) || commandsOf(operation).length === 0)
      throw new Error('told in no line');
  }
}
