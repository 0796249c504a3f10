import { hashComment } from './hash-comment.js';

/** Where a table is among those of its namespace. */
interface Named {
  readonly family: 'inet';
  readonly name: string;
}

/** What a table is to be: its rules, and the hash that marks it as ours. */
interface Table extends Named {
  readonly hash: string;
  readonly ruleset: string;
}

const titleOf = ({ family, name }: Named) => `table ${family} ${name}`;

/**
 * Writes the transaction that makes a table and fails where one of that name is there. Two statements: `create` with
 * chains in its block makes a table without them, and says nothing.
 */
export function createTable(table: Table): string {
  const title = titleOf(table);
  return `create ${title} { ${hashComment(table.hash)}; }\n${title} {\n${table.ruleset}\n}\n`;
}

/** Writes the transaction after which the table is this one, whether it was there or not. */
export function replaceTable(table: Table): string {
  const title = titleOf(table);
  const body = `  ${hashComment(table.hash)}\n${table.ruleset}`;
  return `add ${title}\ndelete ${title}\n${title} {\n${body}\n}\n`;
}

/** Returns the words with which nft(8) deletes a table. */
export function deleteTable({ family, name }: Named): readonly string[] {
  return ['delete', 'table', family, name];
}
