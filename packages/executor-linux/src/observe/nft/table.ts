import { createHash } from 'node:crypto';
import { firewallTable, networkOfTable, type ResourceOf } from '@networkd/planner';

/** Our table, except for where it is. */
type FoundTable = Pick<ResourceOf<'NftTable'>, 'family' | 'name' | 'hash' | 'ruleset'>;

/** A table by one of our names. */
export interface NamedTable extends FoundTable {
  /** Does it keep the hash of some rules, as every table of ours does from birth? */
  readonly isMarked: boolean;
}

const family = 'inet';

/** What lists the tables of a namespace. Of the named sets of others, however large, only that they are there. */
export const listTables = ['nft', '--stateless', '--terse', 'list', 'ruleset', family] as const;

/** Returns the tables with our names in a list. */
export function tablesIn(listing: string): readonly NamedTable[] {
  const tables: NamedTable[] = [];
  const lines = listing.split('\n');
  let first = -1;
  lines.forEach((line, i) => {
    if (line.startsWith(`table ${family} `)) first = i;
    if (line !== '}' || first < 0) return;
    const table = tableOf(lines.slice(first, i));
    if (table !== undefined) tables.push(table);
    first = -1;
  });
  return tables;
}

/**
 * Returns a table of ours as nft(8) lists it. Its comment only says what the rules were when they were made. The hash
 * is that of the rules that are there, so that a rule somebody added or took away shows.
 */
function tableOf([title = '', ...body]: readonly string[]): NamedTable | undefined {
  const name = /^table \S+ (\S+) \{/.exec(title)?.[1] ?? '';
  if (name !== firewallTable && networkOfTable(name) === undefined) return undefined;
  const ruleset = asWritten(body.filter((line) => !/^\tcomment "[^"]*"$/.test(line)));
  const isMarked = body.some((line) => /^\tcomment "[0-9a-f]{64}"$/.test(line));
  return { family, name, ruleset, hash: createHash('sha256').update(ruleset).digest('hex'), isMarked };
}

/**
 * Returns the rules in the white space of ours: two blanks a level of braces, no empty lines. Characters that documents
 * cannot hold are in comments of others only, and show as question marks.
 */
function asWritten(lines: readonly string[]): string {
  let level = 1;
  const written: string[] = [];
  for (const line of lines) {
    const statement = line.trim().replaceAll(/[^ -~]/g, '?');
    if (statement === '') continue;
    // A text in a rule of somebody else may hold more of them than were opened.
    if (statement === '}') level = Math.max(0, level - 1);
    written.push(`${'  '.repeat(level)}${statement}`);
    if (statement.endsWith('{')) level++;
  }
  return written.join('\n');
}
