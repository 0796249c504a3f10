import { join } from 'node:path';
import type { NodeState, Plan, Resource } from '@networkd/planner';
import { runFolder } from '@networkd/planner';
import { makeFolder, readIfThere, replaceFile } from './file.js';
import { type Memory, nothing } from './memory.js';

/**
 * nft(8) need not list a ruleset in the words it was given: they change from version to version. What it made of a
 * ruleset of ours is remembered when it has just taken it, for as long as the rules themselves live.
 */
const file = join(runFolder, 'rulesets.json');

/** The hashes of our rulesets by those of their listings. */
type Hashes = Readonly<Record<string, string>>;

/** Returns the state with the known rulesets under the hashes that we gave them. */
function recognized(state: NodeState): NodeState {
  if (!state.resources.some(({ kind }) => kind === 'NftTable')) return state;
  const memory = remembered();
  const resources = state.resources.map((each): Resource => {
    const hash = each.kind === 'NftTable' && Object.hasOwn(memory, each.hash) ? memory[each.hash] : undefined;
    return each.kind === 'NftTable' && hash !== undefined ? { ...each, hash } : each;
  });
  return { ...state, resources };
}

/** Remembers how the tables that the plan has just made are listed, where that is not as they were written. */
function learn({ operations }: Plan, { resources }: NodeState): void {
  const learnt = operations.flatMap((operation): readonly (readonly [string, string])[] => {
    if (operation.kind !== 'NftCreateTable' && operation.kind !== 'NftReplaceTable') return [];
    const listed = resources.find(
      (each) => each.kind === 'NftTable' && each.netns === operation.netns && each.name === operation.name,
    );
    return listed?.kind === 'NftTable' && listed.hash !== operation.hash
      ? [[listed.hash, operation.hash]]
      : [];
  });
  if (learnt.length === 0) return;
  makeFolder(runFolder);
  replaceFile(file, JSON.stringify({ ...remembered(), ...Object.fromEntries(learnt) }));
}

function remembered(): Hashes {
  try {
    const memory: Hashes = JSON.parse(readIfThere(file) ?? '{}');
    return memory;
  } catch {
    return {};
  }
}

export const rulesets: Memory = {
  lasts: 'until the next boot',
  amend: recognized,
  seenBy: 'everybody',
  before: nothing,
  learn,
  settle: nothing,
};
