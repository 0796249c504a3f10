import { isHashComment, isTableComment } from './hash-comment.js';

/** A table as nft(8) lists it. */
export interface ListedTable {
  readonly name: string;
  /** Its body without its comment, in the white space of ours. */
  readonly ruleset: string;
  /** Does it keep the hash of some rules, as every table of ours does from birth? */
  readonly isMarked: boolean;
}

const family = 'inet';

/**
 * What lists the tables of a namespace as `readTables` takes them. Of the named sets of others, however large, it says
 * only that they are there.
 */
export const listTables = ['nft', '--stateless', '--terse', 'list', 'ruleset', family] as const;

/** Returns the tables of a listing that are named so. */
export function readTables(listing: string, isNamedSo: (name: string) => boolean): readonly ListedTable[] {
  const tables: ListedTable[] = [];
  const lines = listing.split('\n');
  let first = -1;
  lines.forEach((line, i) => {
    if (line.startsWith(`table ${family} `)) first = i;
    if (line !== '}' || first < 0) return;
    const name = /^table \S+ (\S+) \{/.exec(lines[first] ?? '')?.[1] ?? '';
    if (isNamedSo(name)) tables.push(readTable(name, lines.slice(first + 1, i)));
    first = -1;
  });
  return tables;
}

function readTable(name: string, body: readonly string[]): ListedTable {
  const ruleset = asWritten(body.filter((line) => !isTableComment(line)));
  return { name, ruleset, isMarked: body.some(isHashComment) };
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

/** Returns the lines of a ruleset that say something: all but white space, the ends of blocks, and comments of blocks. */
export function statementsIn(ruleset: string): readonly string[] {
  return ruleset
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '}' && !line.startsWith('comment '));
}
