import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import {
  explain,
  type PlanError,
  parseInventory,
  parseNodeConfig,
  parseObserved,
  parsePlan,
  parsePublicConfig,
  parseTenantNetwork,
  plan,
} from '../../src/index.js';
import { inventory, key, network, resource } from '../documents.js';
import { right } from '../right.js';

const parsers = {
  parseInventory,
  parseNodeConfig,
  parseObserved,
  parsePlan,
  parsePublicConfig,
  parseTenantNetwork,
} as const;

type Parse = (json: unknown) => E.Either<readonly PlanError[], unknown>;

function errorsOf(result: E.Either<readonly PlanError[], unknown>): readonly PlanError[] {
  return E.isLeft(result) ? result.left : [];
}

function nested(levels: number, fieldName?: string): unknown {
  const open = fieldName === undefined ? '[' : `{"${fieldName}":`;
  return JSON.parse(`${open.repeat(levels)}1${(fieldName === undefined ? ']' : '}').repeat(levels)}`);
}

const many = 150_000;

describe.each(Object.entries<Parse>(parsers))('%s', (_, parse) => {
  test.each([
    ['brackets', nested(20_000)],
    ['braces', nested(20_000, 'schema')],
    ['brackets below a field', { schema: nested(20_000), nodes: nested(20_000), resources: nested(20_000) }],
  ])('says of 20 000 nested %s that they are too many', (_, json) => {
    expect(errorsOf(parse(json)).map(({ kind, path }) => [kind, path])).toEqual([['too-large', '$']]);
  });

  test('says so of an object that holds itself', () => {
    const json: Record<string, unknown> = {};
    json['nodes'] = [json, json];
    json['resources'] = json['nodes'];
    json['changes'] = json['nodes'];
    expect(errorsOf(parse(json)).map(({ kind }) => kind)).toEqual(['too-large']);
  });

  test.each([null, undefined, 1, 1n, Number.NaN, 'x', [], () => 1, Symbol('x'), new Date(0)])(
    'answers to what is no document: %s',
    (json) => {
      expect(E.isLeft(parse(json))).toBe(true);
      expect(E.isLeft(parse({ schema: json, nodes: json, resources: [json], networks: json }))).toBe(true);
    },
  );
});

describe('very many', () => {
  test('says of a million members that they are too many', () => {
    const json: Record<string, unknown> = {};
    for (let i = 0; i < 1_000_000; i++) json[`m${i}`] = i;
    expect(errorsOf(parseTenantNetwork({ ...network([]), policy: json })).map(explain)).toEqual([
      expect.stringMatching(
        /^1000000 members are more than 1000 in one object; give the document that is meant/,
      ),
    ]);
  });

  test('elements of one list are refused before they are looked at', () => {
    const aggregators = Array.from({ length: 1_000_001 }, () => 'a');
    expect(errorsOf(parseTenantNetwork(network([resource('a', 1)], { aggregators })))).toEqual([
      {
        kind: 'too-large',
        document: 'tenant-network',
        path: '$.aggregators',
        value: '1000001 elements',
        what: 'elements',
        maximum: 1_000_000,
      },
    ]);
  });

  test.each([
    ['errors of shape', network(Array.from({ length: many }, () => ({})))],
    ['repeated resources', network(Array.from({ length: many }, () => resource('a', 1)))],
    [
      'unknown aggregators',
      network([resource('a', 1)], { aggregators: Array.from({ length: many }, (_, i) => `n${i}`) }),
    ],
    [
      'access points by the names of nodes',
      network([resource('a', 1)], {
        accessPoints: Array.from({ length: many }, () => ({
          name: 'a',
          node: 'a',
          subnet: '10.1.254.0/24',
          publicKey: key(254),
        })),
      }),
    ],
  ])('%s are counted', (_, json) => {
    const errors = errorsOf(parseTenantNetwork(json));
    expect(errors).toHaveLength(101);
    const last = errors.at(-1);
    expect(last?.kind === 'more-errors' && last.count).toBeGreaterThan(many - 101);
    expect(last && explain(last)).toMatch(/^\d+ more errors are not listed; mend those that are listed/);
  });

  test('addresses that two nodes have are counted', () => {
    const addresses = Array.from({ length: 5000 }, (_, i) => `198.51.${i >> 8}.${i & 255}/8`);
    const interfaces = [{ name: 'eth0', addresses }];
    const json = inventory({ id: 'a', interfaces }, { id: 'b', interfaces });
    const errors = errorsOf(parseInventory(json));
    expect(errors.map(({ kind }) => kind)).toEqual([...Array(100).fill('duplicate-address'), 'more-errors']);
  });

  test('networks with errors of their own are counted together', () => {
    const networks = Array.from({ length: 3 }, (_, n) =>
      right(
        parseTenantNetwork(
          network(
            Array.from({ length: 90 }, (_, i) => resource(`x${i}`, i + 1)),
            { id: `n${n}` },
          ),
        ),
      ),
    );
    const errors = errorsOf(plan({ networks, inventory: right(parseInventory(inventory())), node: 'a' }));
    expect(errors).toHaveLength(101);
    expect(errors.at(-1)).toMatchObject({ kind: 'more-errors' });
  });

  test('a long value is not written out to be cut short', () => {
    const range = Array.from({ length: 100_000 }, () => ({ a: 'x'.repeat(20) }));
    const [first] = errorsOf(parseTenantNetwork({ ...network([]), range }));
    expect(first?.value).toBe(`${JSON.stringify(range.slice(0, 20)).slice(0, 80)}…`);
  });
});
