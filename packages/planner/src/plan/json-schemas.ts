import type { JsonSchema } from '../document/codec.js';
import { inventory } from '../document/inventory/document.js';
import { nodeConfig } from '../document/node-config/document.js';
import { publicConfigDocument } from '../document/public-config/document.js';
import { tenantNetwork } from '../document/tenant-network/document.js';
import { observed } from '../state/observed-codec.js';
import { plan } from './plan-codec.js';

const documents = {
  'tenant-network': { version: 1, title: 'A version of a tenant network', codec: tenantNetwork },
  inventory: { version: 1, title: 'The nodes of the grid', codec: inventory },
  'node-config': { version: 1, title: 'What a farmer says of one node', codec: nodeConfig },
  'public-config': { version: 1, title: 'The public addresses of one node', codec: publicConfigDocument },
  observed: { version: 2, title: 'What is on one node', codec: observed },
  plan: { version: 2, title: 'What brings one node to its networks', codec: plan },
};

/** The name of a kind of document that has a JSON Schema. */
export type SchemaName = keyof typeof documents;

/** Every name, in the order in which a user meets the documents. */
export const schemaNames = Object.keys(documents) as readonly SchemaName[];

/**
 * Returns the JSON Schema (draft 2020-12) of a kind of document. It takes every document that is read, and says less than
 * the parser: that two subnets may not overlap is no matter of shape.
 */
export function jsonSchema(name: SchemaName): JsonSchema {
  const { version, title, codec } = documents[name];
  const { properties, ...rest } = codec.schema();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:networkd:${name}:${version}`,
    title,
    ...rest,
    properties: {
      $schema: { type: 'string', description: 'Where the JSON Schema of the document is, for editors.' },
      ...Object(properties),
    },
  };
}
