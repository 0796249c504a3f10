import { spawnSync } from 'node:child_process';
import { json, shell, text } from '@networkd/executor-dryrun';
import { emptyState, type Plan, plan } from '@networkd/planner';
import { parsedMesh, versions } from '@networkd/planner/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { right, stateOf } from './plans.js';

/** Plans of two nodes of any network, from nothing or from the version before. */
const plans: fc.Arbitrary<readonly Plan[]> = fc
  .tuple(versions({ maxEdits: 1 }), fc.boolean())
  .map(([documents, isNew]) => {
    const [before, after] = documents.map(parsedMesh);
    if (before === undefined || after === undefined) return [];
    const { network, inventory } = after;
    return inventory.nodes.slice(-2).map(({ id: node }) => {
      const observed = isNew ? emptyState(node) : stateOf(node, [before.network], before.inventory);
      return right(plan({ networks: [network], inventory, node, observed }));
    });
  });

/** What must hold of every plan. */
function everyPlan(check: (plan: Plan) => void): void {
  fc.assert(
    fc.property(plans, (all) => {
      for (const each of all) check(each);
    }),
  );
}

test('no line of text is wider than 80 columns, a single word aside', () => {
  everyPlan((each) => {
    for (const line of text(each).split('\n')) {
      if (line.length > 80) expect(line.trim().replace(/^([+~-]|#) /, '')).not.toContain(' ');
    }
  });
});

test('every operation is in the text, under its rune', () => {
  everyPlan((each) => {
    const entries = text(each)
      .split('\n')
      .filter((line) => /^ {2}[+~-] /.test(line));
    expect(entries).toHaveLength(each.operations.length);
  });
});

test('a script names no key but public ones, and sh can read it', () => {
  const functions: string[] = [];
  everyPlan((each) => {
    const script = shell(each);
    functions.push(`script${functions.length}() {\n${script}}\n`);
    const known = new Set(
      each.operations.map((operation) => ('publicKey' in operation ? operation.publicKey : '')),
    );
    for (const [key] of script.matchAll(/[0-9A-Za-z+/]{43}=/g)) expect(known).toContain(key);
  });
  const { status, stderr } = spawnSync('sh', ['-n'], { input: functions.join(''), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('the JSON is the whole plan', () => {
  everyPlan((each) => expect(JSON.parse(json(each))).toEqual(JSON.parse(JSON.stringify(each))));
});
