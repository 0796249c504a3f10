import { fc, test } from '@fast-check/vitest';
import type { Either } from 'fp-ts/lib/Either.js';
import { describe, expect } from 'vitest';
import * as codec from '../../src/document/codec.js';
import * as scalar from '../../src/document/scalar-codec.js';
import {
  basisOf,
  documentText,
  inventoryEntry,
  type Json,
  type NodeState,
  type Plan,
  type PlanErrors,
  parseInventory,
  parseNodeConfig,
  parseObserved,
  parsePlan,
  parsePublicConfig,
  parseTenantNetwork,
  planTowards,
  writeInventory,
  writeNodeConfig,
  writeObserved,
  writePlan,
  writePublicConfig,
  writeTenantNetwork,
} from '../../src/index.js';
import {
  furnished,
  furniture,
  mesh,
  meshDocuments,
  nodeWishes,
  observe,
  parsedMesh,
  versions,
} from '../../src/testing/index.js';
import { damaged } from '../laws/damage.js';
import { carriedOut, nodePlan, observeMembers, started } from '../laws/node-world.js';
import { booted, nodeAt, planned } from '../laws/world.js';
import { facts } from '../node/arbitrary-facts.js';
import { right } from '../right.js';

type Parse<A> = (json: unknown) => Either<PlanErrors, A>;

/** The same document with the fields of each object the other way round. */
function turned(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(turned);
  return Object.fromEntries(
    Object.entries(json)
      .toReversed()
      .map(([name, value]) => [name, turned(value)]),
  );
}

/** Written and read it is the same, and written again it has the same bytes, in any order that its fields came in. */
function holds<A>(value: A, write: (value: A) => Json, parse: Parse<A>): void {
  const text = documentText(write(value));
  const read = right(parse(JSON.parse(text)));
  expect(read).toEqual(value);
  expect(documentText(write(read))).toBe(text);
  expect(documentText(write(right(parse(turned(JSON.parse(text))))))).toBe(text);
}

describe('what is written is read as the same, and has the same bytes when it is written again:', () => {
  test.prop([mesh()])('a tenant network', ({ network }) => {
    holds(network, writeTenantNetwork, parseTenantNetwork);
  });

  test.prop([mesh()])('an inventory', ({ inventory }) => {
    holds(inventory, writeInventory, parseInventory);
  });

  test.prop([facts])('an inventory of a node that says all it can', (all) => {
    holds({ schema: 'inventory/1', nodes: [inventoryEntry(all)] }, writeInventory, parseInventory);
  });

  test.prop([nodeWishes()])('a node’s configuration', ({ config }) => {
    holds(config, writeNodeConfig, parseNodeConfig);
  });

  test.prop([nodeWishes()])('a public configuration', ({ publicConfig }) => {
    fc.pre(publicConfig !== undefined);
    if (publicConfig !== undefined) holds(publicConfig, writePublicConfig, parsePublicConfig);
  });
});

/** What is on a node, and the plan from there. */
interface Stop {
  readonly state: NodeState;
  readonly plan: Plan;
}

/** A node through the versions of a network. At each somebody has his hands in it, which is mended and taken back. */
const networkStops = fc
  .tuple(versions(), fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 5 }))
  .map(([history, choice, choices]) => {
    const stops: Stop[] = [];
    let kernel = booted();
    for (const { network, inventory } of history.map(parsedMesh)) {
      const node = nodeAt(inventory, choice);
      if (node === undefined) return stops;
      const aim = { networks: [network], inventory };
      const plan = planned(kernel, aim, node);
      const target = observe(kernel, node);
      kernel = carriedOut(kernel, plan);
      const broken = damaged(kernel, node, choices);
      const state = observe(broken, node);
      const back = right(planTowards({ owners: plan.owners, target, observed: state }));
      stops.push({ state: target, plan }, { state, plan: planned(broken, aim, node) }, { state, plan: back });
    }
    return stops;
  });

/** A machine on which others have much, and which is brought to two configurations and back to none. */
const nodeStops = fc.tuple(furniture(), nodeWishes(), nodeWishes()).map(([objects, ...aims]) => {
  const stops: Stop[] = [];
  let kernel = furnished(started(), objects);
  for (const wishes of aims) {
    const plan = nodePlan(kernel, wishes);
    stops.push({ state: observeMembers(kernel, wishes), plan });
    kernel = carriedOut(kernel, plan);
  }
  const state = observe(kernel, 'a');
  const owners = stops[0]?.plan.owners ?? [];
  const back = planTowards({ owners, target: { ...state, resources: [] }, observed: state });
  return [...stops, { state, plan: right(back) }];
});

/** A quarter of the cases: each has several plans. */
const quarter = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 1000) / 4) };

describe.each([
  ['networks', networkStops],
  ['a node of its own', nodeStops],
])('of %s', (_, stops) => {
  test.prop([stops], quarter)('a plan is read as it was written, hash and basis included', (all) => {
    for (const { plan } of all) holds(plan, writePlan, parsePlan);
  });

  test.prop([stops], quarter)('operations are written with the bytes that they have', (all) => {
    for (const { plan } of all) {
      const { operations } = writePlan(plan) as { readonly operations: Json };
      expect(JSON.stringify(operations)).toBe(JSON.stringify(plan.operations));
    }
  });

  test.prop([stops], quarter)('what is observed is read as it was written, and has the same basis', (all) => {
    for (const { state } of all) {
      holds(state, writeObserved, parseObserved);
      expect(basisOf(right(parseObserved(writeObserved(state))))).toBe(basisOf(state));
    }
  });
});

test.prop([meshDocuments()])(
  'no matter who wrote it, what is written says the same',
  ({ network, inventory }) => {
    const [parsed, nodes] = [right(parseTenantNetwork(network)), right(parseInventory(inventory))];
    expect(right(parseTenantNetwork(writeTenantNetwork(parsed)))).toEqual(parsed);
    expect(right(parseInventory(writeInventory(nodes)))).toEqual(nodes);
  },
);

test('fields come in their order, without those that say what their absence says', () => {
  const config = right(
    parsePublicConfig({
      gateway4: '203.0.113.1',
      ipv4: ['203.0.113.7/24'],
      external: { ports: [], ipv4: '203.0.113.7' },
      ipv6: [],
      interface: 'eth1',
      schema: 'public-config/1',
    }),
  );
  expect(documentText(writePublicConfig(config))).toBe(`{
  "schema": "public-config/1",
  "interface": "eth1",
  "ipv4": [
    "203.0.113.7/24"
  ],
  "gateway4": "203.0.113.1",
  "external": {
    "ipv4": "203.0.113.7"
  }
}
`);
  const defaults = right(parseNodeConfig({ schema: 'node-config/1', firewall: { ping: true }, egress: {} }));
  expect(writeNodeConfig(defaults)).toEqual({ schema: 'node-config/1' });
});

test('fields that no order names come after the others', () => {
  const point = codec.closed({ x: scalar.unsigned, y: scalar.unsigned, z: scalar.unsigned });
  expect(JSON.stringify(codec.inOrder(['z'], point).write({ x: 1, y: 2, z: 3 }))).toBe('{"z":3,"x":1,"y":2}');
});
