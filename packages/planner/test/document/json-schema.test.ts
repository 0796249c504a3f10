import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fc, test as property } from '@fast-check/vitest';
import {
  type JsonSchema,
  jsonSchema,
  parseInventory,
  parseNodeConfig,
  parseObserved,
  parsePlan,
  parsePublicConfig,
  parseTenantNetwork,
  type SchemaName,
  schemaNames,
  writeInventory,
  writeTenantNetwork,
} from '@networkd/planner';
import { mesh } from '@networkd/planner/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';

/** A stock validator: its strict mode refuses a schema with anything that it does not know. */
const validators = new Map(
  schemaNames.map((name) => [name, new Ajv2020({ strict: true, allErrors: true }).compile(jsonSchema(name))]),
);

function refusals(name: SchemaName, document: unknown): readonly unknown[] {
  const validate = validators.get(name);
  if (validate === undefined) throw new Error(`no schema ${name}`);
  return validate(document) ? [] : (validate.errors ?? []);
}

const parsers: Readonly<Record<SchemaName, (json: unknown) => E.Either<unknown, unknown>>> = {
  'tenant-network': parseTenantNetwork,
  inventory: parseInventory,
  'node-config': parseNodeConfig,
  'public-config': parsePublicConfig,
  observed: parseObserved,
  plan: parsePlan,
};

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));
const documents = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .map((path) => ({ path, document: JSON.parse(readFileSync(join(examples, path), 'utf8')) as Document }));

interface Document {
  readonly schema: string;
}

const nameOf = ({ schema }: Document) => schemaNames.find((name) => schema.startsWith(`${name}/`));

describe('the JSON Schema', () => {
  test('of each kind of document takes the examples, with and without $schema, and so does its parser', () => {
    const kinds = new Set<string>();
    for (const { path, document } of documents) {
      const name = nameOf(document);
      if (name === undefined) throw new Error(`${path} is of no kind`);
      kinds.add(name);
      const told = { $schema: `./${name}.schema.json`, ...document };
      for (const each of [document, told]) {
        expect({ path, refusals: refusals(name, each) }).toEqual({ path, refusals: [] });
        expect({ path, read: E.isRight(parsers[name](each)) }).toEqual({ path, read: true });
      }
      expect(parsers[name](told)).toEqual(parsers[name](document));
    }
    expect([...kinds].sort()).toEqual([...schemaNames].sort());
  });

  property.prop([mesh({ maxNodes: 6 })])('takes what is written', ({ network, inventory }) => {
    expect(refusals('tenant-network', writeTenantNetwork(network))).toEqual([]);
    expect(refusals('inventory', writeInventory(inventory))).toEqual([]);
  });

  property.prop([
    mesh({ maxNodes: 3 }),
    fc.constantFrom(
      (each: Resource) => ({ ...each, listenPort: 70_000 }),
      (each: Resource) => ({ ...each, listenPort: '7001' }),
      (each: Resource) => ({ ...each, colour: 'red' }),
      ({ subnet: _, ...each }: Resource) => each,
    ),
  ])('refuses what is of another shape', ({ network }, spoil) => {
    const document = JSON.parse(JSON.stringify(writeTenantNetwork(network))) as {
      readonly resources: Resource[];
    };
    const resources = document.resources.map(spoil);
    fc.pre(resources.length > 0);
    expect(refusals('tenant-network', { ...document, resources })).not.toEqual([]);
  });

  test.each(['tenant-network', 'inventory', 'node-config', 'public-config'] as const)(
    'of a %s has a sentence for every field',
    (name) => {
      const silent = fieldsOf(jsonSchema(name), name).filter(({ schema }) => {
        const { description } = schema;
        return typeof description !== 'string' || description.length < 8;
      });
      expect(silent.map(({ path }) => path)).toEqual([]);
    },
  );
});

type Resource = Record<string, unknown>;

/** All fields of a document, at any depth. */
function fieldsOf(
  schema: JsonSchema,
  path: string,
): readonly { readonly path: string; readonly schema: JsonSchema }[] {
  const { properties, items } = schema as { properties?: Record<string, JsonSchema>; items?: JsonSchema };
  return [
    ...Object.entries(properties ?? {}).flatMap(([name, each]) => [
      { path: `${path}.${name}`, schema: each },
      ...fieldsOf(each, `${path}.${name}`),
    ]),
    ...(items === undefined ? [] : fieldsOf(items, path)),
  ];
}
