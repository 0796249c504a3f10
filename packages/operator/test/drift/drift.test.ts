import { fc, test } from '@fast-check/vitest';
import { emptyState, planNode, stateAfter } from '@networkd/planner';
import { nodeWishes } from '@networkd/planner/testing';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect } from 'vitest';
import { drift, isAsLeft } from '../../src/drift/drift.js';
import { fakeNode, portsOf } from '../fake/node.js';
import { left, right } from '../right.js';

/** An executor of a node that was left in a state, and of which only a part is there. */
function partly(state: ReturnType<typeof emptyState>, isThere: (i: number) => boolean) {
  const resources = state.resources.filter((_, i) => isThere(i));
  const { executor } = portsOf(fakeNode({ state: { ...state, resources } }));
  return { ...executor, expected: () => TE.right({ owners: [{ id: '@node' }], state }) };
}

test.prop([nodeWishes(), fc.nat()], { numRuns: 100 })(
  'what is not there any more is missing, and nothing else differs',
  async (wishes, chosen) => {
    const empty = emptyState('a');
    const state = stateAfter(right(planNode({ ...wishes, observed: empty })), empty);
    const gone = chosen % state.resources.length;
    const { differences } = right(
      await drift(
        partly(state, (i) => i !== gone),
        { node: 'a' },
      )(),
    );
    expect(differences).toEqual([{ kind: 'Missing', expected: state.resources[gone] }]);
    expect(
      isAsLeft(
        right(
          await drift(
            partly(state, () => true),
            {},
          )(),
        ),
      ),
    ).toBe(true);
  },
);

describe('drift is not known', () => {
  const { executor } = portsOf(fakeNode());

  test('where nothing was applied, or nothing for this owner', async () => {
    expect(left(await drift(executor, {})())).toEqual({ kind: 'nothing-applied' });
    const state = emptyState('a');
    const other = partly(state, () => true);
    expect(left(await drift(other, { owners: ['fixture'] })())).toEqual({ kind: 'nothing-applied' });
  });

  test('of another node than the one that was left', async () => {
    const error = left(
      await drift(
        partly(emptyState('a'), () => true),
        { node: 'b' },
      )(),
    );
    expect(error).toEqual({ kind: 'other-node', node: 'a' });
  });
});
