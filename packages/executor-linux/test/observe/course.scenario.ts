/** On a machine of its own: what is observed after each operation, carried out one by one. */
import { readFileSync } from 'node:fs';
import { type Operation, parsePrivateKey } from '@networkd/planner';
import { carryOut } from '../../src/carry-out.js';
import { observe } from '../../src/observe/observe.js';
import { run } from '../../src/run.js';
import { right } from '../networks.js';

/** What is to be done, and the private keys in wg(8)'s base64 by their public keys. */
export interface Course {
  readonly node: string;
  readonly operations: readonly Operation[];
  readonly keys: Readonly<Record<string, string>>;
}

const { node, operations, keys } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Course;

const states: unknown[] = [];
await run({ argv: ['ip', 'netns', 'add', 'public'] });
for (const operation of operations) {
  const hands = {
    run,
    keyOf: ({ publicKey = '' }: { readonly publicKey?: string }) =>
      right(parsePrivateKey(keys[publicKey] ?? '')),
    state: process.env['SCRATCH'] ?? '',
  };
  const failure = await carryOut([operation], hands, () => {});
  if (failure !== undefined) throw new Error(JSON.stringify(failure));
  states.push((await observe(run, node)).state);
}
process.stdout.write(JSON.stringify(states), () => process.exit(0));
