import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  documentText,
  type Inventory,
  type InventoryDocument,
  type NetworkResource,
  type NetworkResourceDocument,
  type Node,
  type NodeDocument,
  parseTenantNetwork,
  type TenantNetwork,
  type TenantNetworkDocument,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { expect, expectTypeOf, test } from 'vitest';

const example = fileURLToPath(new URL('../../../../examples/004-demo/tenant-network.json', import.meta.url));

test('a document is loaded, changed and saved, and is then the next version', () => {
  const document: TenantNetworkDocument = JSON.parse(readFileSync(example, 'utf8'));
  const next: TenantNetworkDocument = {
    ...document,
    version: document.version + 1,
    resources: document.resources.filter(({ node }) => node !== 'cairo-1'),
  };
  const saved: unknown = JSON.parse(documentText(next));
  expect(saved).toEqual(next);
  const parsed = parseTenantNetwork(saved);
  expect(E.isRight(parsed) && [parsed.right.version, parsed.right.resources.length]).toEqual([2, 6]);
});

test('the types of documents have the fields that are read, and no others', () => {
  expectTypeOf<keyof TenantNetworkDocument>().toEqualTypeOf<keyof TenantNetwork>();
  expectTypeOf<keyof NetworkResourceDocument>().toEqualTypeOf<keyof NetworkResource>();
  expectTypeOf<keyof InventoryDocument>().toEqualTypeOf<keyof Inventory>();
  expectTypeOf<keyof NodeDocument>().toEqualTypeOf<keyof Node>();
});
