import * as E from 'fp-ts/lib/Either.js';
import type { NftDeleteTable, NftReplaceTable } from '../operation/operation.js';
import { editNamespace, type Kernel, type Outcome, without } from './fake-kernel-state.js';

/** `add table; delete table; table {…}` in one transaction: the table is there or not, after it is this one. */
export function replaceTable(kernel: Kernel, operation: NftReplaceTable): Outcome<Kernel> {
  const { netns, family, name, ruleset, hash } = operation;
  return editNamespace(kernel, netns, (namespace) => {
    const table = { family, name, ruleset, hash };
    return E.right({ ...namespace, tables: new Map(namespace.tables).set(tableKey(family, name), table) });
  });
}

/** `nft delete table`. */
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
