import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { explain, hostMetric, parseObserved, planNode } from '../../src/index.js';
import { foreignText, nodeWishes, surveyed, withForeign } from '../../src/testing/index.js';
import { right } from '../right.js';
import { carriedOut, nodePlan, observeMembers, started } from './node-world.js';

const routes = fc.subarray(['0.0.0.0/0', '::/0'], { minLength: 1 }).map((destinations) =>
  destinations.map((destination) => ({
    kind: 'Route' as const,
    destination,
    device: 'docker0',
    metric: hostMetric,
  })),
);

test('a route of others with the metric of ours stays, and a plan that would take its place is refused', () => {
  fc.assert(
    fc.property(nodeWishes(), routes, (wishes, others) => {
      const kernel = others.reduce(withForeign, started());
      const observed = observeMembers(kernel, wishes);
      expect(right(parseObserved(JSON.parse(JSON.stringify(observed))))).toEqual(observed);
      const planned = planNode({ ...wishes, ...surveyed(kernel, wishes), observed });
      const ours = nodePlan(started(), wishes).operations.flatMap((each) =>
        each.kind === 'RouteReplace' && each.netns === undefined ? [each.destination] : [],
      );
      const taken = others.map(({ destination }) => destination).filter((each) => ours.includes(each));
      if (E.isLeft(planned)) {
        expect(planned.left.map(({ kind, value }) => `${kind} ${value}`).toSorted()).toEqual(
          taken.map((each) => `route-taken ${each}`),
        );
        for (const error of planned.left) expect(explain(error)).toContain(`metric ${hostMetric}`);
      } else {
        expect(taken).toEqual([]);
        const kept = foreignText(carriedOut(kernel, planned.right)).match(/"metric": 11/g);
        expect(kept).toHaveLength(others.length);
      }
    }),
  );
});
