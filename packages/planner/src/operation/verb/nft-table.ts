import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import { createTable, deleteTable, replaceTable } from '../../nft/transaction.js';
import { type Command, within } from '../command.js';
import { type InNetns, name, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns } from '../words.js';

interface TableStep extends InNetns {
  readonly family: 'inet';
  readonly name: string;
}

/** Makes a table of ours that is not there: one by that name, which would be of somebody else, stays as it is. */
export interface NftCreateTable extends TableStep {
  readonly kind: 'NftCreateTable';
  readonly hash: string;
  readonly ruleset: string;
}

/** Replaces a whole table of ours in one transaction, whether it exists or not. */
export interface NftReplaceTable extends TableStep {
  readonly kind: 'NftReplaceTable';
  readonly hash: string;
  readonly ruleset: string;
}

/** Deletes a table of ours. */
export interface NftDeleteTable extends TableStep {
  readonly kind: 'NftDeleteTable';
}

const table = { family: codec.oneOf(['inet']), ...name };
const rules = { hash: scalar.sha256, ruleset: scalar.ruleset };

function sentence({ family, name, ...operation }: TableStep): string {
  return `nft table ${family} ${name}${inNetns(operation)}`;
}

/** Returns the command that runs the text as one transaction: all of it, or nothing. */
function transaction({ netns }: TableStep, stdin: string): readonly Command[] {
  return [{ ...within(netns, 'nft', '-f', '-'), stdin }];
}

export const nftCreateTable: Verb<NftCreateTable> = {
  codec: codec.closed({ ...step('NftCreateTable'), ...table, ...rules }, placed),
  executed: ['netns', 'family', 'name', 'hash', 'ruleset'],
  named: [],
  owners: 'any',
  refs: { netns: 'table-place', family: 'free', name: 'table', hash: 'free', ruleset: 'ruleset' },
  sentence,
  commands: (operation) => transaction(operation, createTable(operation)),
};

export const nftReplaceTable: Verb<NftReplaceTable> = {
  codec: codec.closed({ ...step('NftReplaceTable'), ...table, ...rules }, placed),
  executed: ['netns', 'family', 'name', 'hash', 'ruleset'],
  named: [],
  owners: 'any',
  refs: { netns: 'table-place', family: 'free', name: 'table', hash: 'free', ruleset: 'ruleset' },
  sentence,
  commands: (operation) => transaction(operation, replaceTable(operation)),
};

export const nftDeleteTable: Verb<NftDeleteTable> = {
  codec: codec.closed({ ...step('NftDeleteTable'), ...table }, placed),
  executed: ['netns', 'family', 'name'],
  named: [],
  owners: 'any',
  refs: { netns: 'table-place', family: 'free', name: 'table' },
  sentence,
  commands: (operation) => [within(operation.netns, 'nft', ...deleteTable(operation))],
};
