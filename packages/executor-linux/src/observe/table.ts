import { createHash } from 'node:crypto';
import type { NftTable } from '@networkd/planner';

/** Our table, but for where it is. */
export type FoundTable = Pick<NftTable, 'family' | 'name' | 'hash' | 'ruleset'>;

/** Our table, nft(8). */
export const table = { family: 'inet', name: 'networkd' } as const;

/**
 * The table as `nft list table` has it; nothing where it has none. The comment only says what the rules were when
 * they were made: the hash is that of the rules that are there, so that a rule somebody added or took away shows.
 */
export function tableIn(listing: string): FoundTable | undefined {
  const lines = listing.split('\n');
  const first = lines.findIndex((line) => line.startsWith(`table ${table.family} ${table.name} {`));
  if (first < 0) return undefined;
  const body = lines.slice(first + 1, lines.lastIndexOf('}'));
  const ruleset = asWritten(body.filter((line) => !/^\tcomment "[^"]*"$/.test(line)));
  return { ...table, ruleset, hash: createHash('sha256').update(ruleset).digest('hex') };
}

/**
 * The rules in the white space of ours: two blanks a level of braces, no empty lines. What documents cannot hold is in
 * comments of others only, and shows as question marks.
 */
function asWritten(lines: readonly string[]): string {
  let level = 1;
  const written: string[] = [];
  for (const line of lines) {
    const statement = line.trim().replaceAll(/[^ -~]/g, '?');
    if (statement === '') continue;
    if (statement === '}') level--;
    written.push(`${'  '.repeat(level)}${statement}`);
    if (statement.endsWith('{')) level++;
  }
  return written.join('\n');
}
