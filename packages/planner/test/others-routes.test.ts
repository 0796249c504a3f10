import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { explain, hostMetric, parseObserved, planNode } from '../src/index.js';
import { foreignText, nodeWishes, recensed, withForeign } from '../src/testing/index.js';
import { carriedOut, observeMembers, started } from './node-world.js';
import { right } from './right.js';

const routes = fc.subarray(['0.0.0.0/0', '::/0'], { minLength: 1 }).map((destinations) =>
  destinations.map((destination) => ({
    kind: 'Route' as const,
    destination,
    device: 'docker0',
    metric: hostMetric,
  })),
);

test('a route of others with the metric of ours stays, and a plan that would take its place is refused', () => {
  const seen = { refused: 0, planned: 0 };
  fc.assert(
    fc.property(nodeWishes(), routes, (wishes, others) => {
      const kernel = others.reduce(withForeign, started());
      const observed = observeMembers(kernel, wishes);
      expect(right(parseObserved(JSON.parse(JSON.stringify(observed))))).toEqual(observed);
      const planned = planNode({ ...wishes, ...recensed(kernel, wishes), observed });
      if (E.isLeft(planned)) {
        seen.refused++;
        for (const error of planned.left) {
          expect(error).toMatchObject({ kind: 'route-taken', path: '$.foreign.routes' });
          expect(others.map(({ destination }) => destination)).toContain(error.value);
          expect(explain(error)).toContain(`metric ${hostMetric}`);
        }
      } else {
        seen.planned++;
        const routesOf = (text: string) => text.match(/"metric": 11/g)?.length;
        expect(routesOf(foreignText(carriedOut(kernel, planned.right)))).toBe(others.length);
      }
    }),
  );
  expect(Math.min(seen.refused, seen.planned)).toBeGreaterThan(0);
});
