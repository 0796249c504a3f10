import { json } from '@networkd/executor-dryrun';
import { expect, test } from 'vitest';
import { network, planOf } from './plans.js';

const plan = planOf('a', [network()]);

test('is the plan on one line', () => {
  expect(json(plan)).toBe(`${JSON.stringify(plan)}\n`);
});

test('pretty is the same document', () => {
  expect(json(plan, { pretty: true })).toMatch(/^\{\n {2}"schema": "plan\/2",\n/);
  expect(JSON.parse(json(plan, { pretty: true }))).toEqual(plan);
});
