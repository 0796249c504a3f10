import { createHash } from 'node:crypto';
import {
  firewallTable,
  type ListedTable,
  networkOfTable,
  type ResourceOf,
  readTables,
} from '@networkd/planner';

/** A table by one of our names, except for where it is. */
export type NamedTable = Pick<ResourceOf<'NftTable'>, 'family' | 'name' | 'hash' | 'ruleset'> &
  Pick<ListedTable, 'isMarked'>;

/**
 * Returns the tables with our names in a list. The comment of a table only says what its rules were when they were
 * made. The hash is that of the rules that are there, so that a rule somebody added or took away shows.
 */
export function tablesIn(listing: string): readonly NamedTable[] {
  return readTables(listing, isNameOfOurs).map((table) => ({
    family: 'inet',
    ...table,
    hash: createHash('sha256').update(table.ruleset).digest('hex'),
  }));
}

function isNameOfOurs(name: string): boolean {
  return name === firewallTable || networkOfTable(name) !== undefined;
}
