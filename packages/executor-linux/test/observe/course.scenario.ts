/** On a machine in use: what is observed before and after each operation, carried out one by one from nothing to nothing. */

import { readFileSync } from 'node:fs';
import { furnishing } from '@networkd/lab/furniture/furniture';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { sh } from '@networkd/lab/scenario/foreign';
import { isKept } from '@networkd/lab/scenario/kept';
import { type NodeState, type Operation, parsePrivateKey } from '@networkd/planner';
import { carryOut } from '../../src/apply/carry-out.js';
import { systemClock } from '../../src/clock.js';
import { run } from '../../src/command/run.js';
import { observe } from '../../src/observe/observe.js';
import { right } from '../networks.js';

/** What is to be done, and the private keys in wg(8)'s base64 by their public keys. */
export interface Course {
  readonly node: string;
  readonly isFurnished: boolean;
  readonly operations: readonly Operation[];
  readonly keys: Readonly<Record<string, string>>;
}

const { node, isFurnished, operations, keys } = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
) as Course;

/** What came of it. */
export interface Coursed {
  /** What others have, as it was observed before the first operation. */
  readonly foreign: NodeState['foreign'];
  /** What was observed after each. */
  readonly states: readonly NodeState[];
  /** What is not on the machine as it was. */
  readonly changes: readonly string[];
}

sh(`${isFurnished ? furnishing() : ''}\nip netns add public`);
const before = await settled(recordedHere);
const { foreign } = (await observe({ run, clock: systemClock }, node)).state;
const states: NodeState[] = [];
for (const operation of operations) {
  const means = {
    run,
    keyOf: ({ publicKey = '' }: { readonly publicKey?: string }) =>
      right(parsePrivateKey(keys[publicKey] ?? '')),
    state: process.env['SCRATCH'] ?? '',
  };
  const failure = await carryOut([operation], means, () => {});
  if (failure !== undefined) throw new Error(JSON.stringify(failure));
  states.push((await observe({ run, clock: systemClock }, node)).state);
}
const changes = await changesSince(before, recordedHere, { except: isKept });
const coursed: Coursed = { foreign, states, changes };
process.stdout.write(JSON.stringify(coursed), () => process.exit(0));
