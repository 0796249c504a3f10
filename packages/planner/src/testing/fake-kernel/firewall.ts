import * as E from 'fp-ts/lib/Either.js';
import type { NftCreateTable, NftDeleteTable, NftReplaceTable } from '../../operation/verb/nft-table.js';
import { editNamespace, type Kernel, type Namespace, type Outcome, without } from './state.js';

/** Carries out `create table; table {…}` in one transaction. EEXIST where a table of that name is there. */
export function createTable(kernel: Kernel, operation: NftCreateTable): Outcome<Kernel> {
  const key = tableKey(operation.family, operation.name);
  return editNamespace(kernel, operation.netns, (namespace) =>
    namespace.tables.has(key) ? E.left('EEXIST') : E.right(withTable(namespace, operation)),
  );
}

/**
 * Carries out `add table; delete table; table {…}` in one transaction. Whether the table was there or not, it is this
 * one afterwards.
 */
export function replaceTable(kernel: Kernel, operation: NftReplaceTable): Outcome<Kernel> {
  return editNamespace(kernel, operation.netns, (namespace) => E.right(withTable(namespace, operation)));
}

/** Carries out `nft delete table`. */
export function deleteTable(kernel: Kernel, { netns, family, name }: NftDeleteTable): Outcome<Kernel> {
  const key = tableKey(family, name);
  return editNamespace(kernel, netns, (namespace) =>
    namespace.tables.has(key)
      ? E.right({ ...namespace, tables: without(namespace.tables, key) })
      : E.left('ENOENT'),
  );
}

export function tableKey(family: string, name: string): string {
  return `${family} ${name}`;
}

function withTable(
  namespace: Namespace,
  { family, name, ruleset, hash }: NftCreateTable | NftReplaceTable,
): Namespace {
  const table = { family, name, ruleset, hash };
  return { ...namespace, tables: new Map(namespace.tables).set(tableKey(family, name), table) };
}
