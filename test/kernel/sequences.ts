import { fc } from '@fast-check/vitest';
import { operations } from './arbitrary.js';
import type { Given } from './step.js';
import { made } from './universe.js';

/** What is done to something drawn before, the `of`th from the end: the same again, or undone. */
interface Echo {
  readonly undo: boolean;
  readonly of: number;
}

/** Two operations drawn apart seldom meet. So many are drawn by what they do to one before. */
const moves = (operation: fc.Arbitrary<Given>): fc.Arbitrary<readonly (Given | Echo)[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: operation },
      { weight: 2, arbitrary: fc.record({ undo: fc.oneof(fc.constant(true), fc.boolean()), of: fc.nat(9) }) },
    ),
    { minLength: 8, maxLength: 15, size: 'max' },
  );

const before = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 4, arbitrary: fc.constant(made('x')) },
  { weight: 2, arbitrary: fc.constant([...made('x'), ...made('y')]) },
);

/** Sequences of operations, from a bare machine or from one with a network on it, sometimes two. */
export const sequences: fc.Arbitrary<readonly Given[]> = fc
  .tuple(before, fc.oneof(...operations.map(moves)))
  .map(([start, drawn]) => [...start, ...drawn.reduce(withMove, [])]);

function withMove(done: readonly Given[], next: Given | Echo): readonly Given[] {
  if ('kind' in next) return [...done, next];
  const earlier = done[done.length - 1 - (next.of % done.length)];
  return earlier === undefined ? done : [...done, next.undo ? opposite(earlier) : earlier];
}

/** The operation that takes away what this one makes; of one that makes nothing, itself. */
function opposite(operation: Given): Given {
  switch (operation.kind) {
    case 'NetnsAdd':
      return { ...operation, kind: 'NetnsDelete' };
    case 'LinkAdd': {
      const { netns, name } = operation;
      return { kind: 'LinkDelete', name, ...(netns === undefined ? {} : { netns }) };
    }
    case 'LinkSetMaster': {
      const { netns, name } = operation;
      return { kind: 'LinkRemoveMaster', name, ...(netns === undefined ? {} : { netns }) };
    }
    case 'LinkSet':
      return operation.up === undefined ? operation : { ...operation, up: !operation.up };
    case 'AddressAdd':
      return { ...operation, kind: 'AddressDelete' };
    case 'RouteReplace':
      return { ...operation, kind: 'RouteDelete' };
    case 'RuleAdd':
      return { ...operation, kind: 'RuleDelete' };
    case 'WireGuardSetPeer': {
      const { netns, device, publicKey } = operation;
      return { kind: 'WireGuardRemovePeer', device, publicKey, ...(netns === undefined ? {} : { netns }) };
    }
    case 'NftCreateTable':
    case 'NftReplaceTable': {
      const { netns, family, name } = operation;
      return { kind: 'NftDeleteTable', family, name, ...(netns === undefined ? {} : { netns }) };
    }
    default:
      return operation;
  }
}
