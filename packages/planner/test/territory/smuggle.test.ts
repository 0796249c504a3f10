import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import {
  commandsOf,
  emptyState,
  type Inventory,
  type Invocation,
  invocationOf,
  type Operation,
  parseInventory,
  parseObserved,
  parsePlan,
  parseTenantNetwork,
  plan,
  planAll,
  planTowards,
  type TenantNetwork,
} from '../../src/index.js';
import { parseListing, parseRuleset } from '../../src/nft/ruleset.js';
import { type Mesh, meshDocuments, observe, parsedMesh, versions } from '../../src/testing/index.js';
import { inventory, network } from '../documents.js';
import { booted, brought, nodeAt } from '../laws/world.js';
import { found, written } from '../plan/read-plan.js';
import { right } from '../right.js';
import { hostileTo, textsIn, withValue } from './hostile.js';

/** What we ourselves write with a dash in front; no value may. */
const options: ReadonlySet<string> = new Set(['-n', '-4', '-6', '-qw', '-f', '-']);

/** What is wrong with a command: characters that something could misread, an option nobody meant, an odd secret. */
function dangersOf({ argv }: Invocation): readonly string[] {
  return argv.flatMap((word, i) => {
    // A link may have been found without a mark, and goes back to that.
    if (word === '' && argv[i - 1] === 'alias') return [];
    if (typeof word !== 'string' && 'state' in word) return /^[a-z.]+$/.test(word.state) ? [] : [word.state];
    if (typeof word !== 'string') return /^n-[0-9A-Za-z]{1,13}$/.test(word.secret) ? [] : [word.secret];
    const isSafe = /^[0-9A-Za-z_.:/@%+=,[\]-]+$/.test(word) && (!word.startsWith('-') || options.has(word));
    return isSafe ? [] : [word];
  });
}

/** What nft(8) is told beside the body of a table that it makes, or replaces. */
const frames = [
  /^create table inet ([0-9A-Za-z_.@-]+) \{ comment "[0-9a-f]{64}"; \}\ntable inet \1 \{\n/,
  /^add table inet ([0-9A-Za-z_.@-]+)\ndelete table inet \1\ntable inet \1 \{\n {2}comment "[0-9a-f]{64}"\n/,
];

/** The text for nft(8), unless all it does is make or replace a table; `parse` says what may be in that. */
function escapesOf({ stdin }: Invocation, parse: typeof parseRuleset): readonly string[] {
  if (stdin === undefined) return [];
  const body = frames.reduce((text, frame) => text.replace(frame, ''), stdin);
  const isOurs = body !== stdin && body.endsWith('\n}\n') && E.isRight(parse(body.slice(0, -3)));
  return isOurs ? [] : [stdin];
}

function expectSafe(operations: readonly Operation[], parse = parseRuleset): void {
  const commands = operations.flatMap(commandsOf).map(invocationOf);
  expect(commands.flatMap(dangersOf)).toEqual([]);
  expect(commands.flatMap((command) => escapesOf(command, parse))).toEqual([]);
}

/** The plans of all nodes are refused, or safe to carry out and to read back. */
function expectSafePlans(networks: readonly TenantNetwork[], inventory: Inventory): void {
  const nodes = inventory.nodes.map(({ id }) => id);
  for (const plan of planAll({ networks, inventory, nodes })) {
    if (E.isLeft(plan)) continue;
    expectSafe(plan.right.operations);
    expect(right(parsePlan(written(plan.right)))).toEqual(plan.right);
  }
}

/** The document with one of its texts replaced by a hostile one, chosen by numbers. */
function tampered(document: unknown, place: number, which: number): unknown {
  const texts = textsIn(document);
  const [path, text] = texts[place % Math.max(texts.length, 1)] ?? [];
  if (path === undefined || text === undefined) return document;
  const values = hostileTo(text);
  return withValue(document, path, values[which % values.length]);
}

test('a hostile text anywhere in a tenant network is refused, or reaches no command', () => {
  fc.assert(
    fc.property(
      meshDocuments({ maxNodes: 5 }),
      fc.nat(),
      fc.nat(),
      ({ network, inventory }, place, which) => {
        const parsed = parseTenantNetwork(written(tampered(network, place, which)));
        if (E.isRight(parsed)) expectSafePlans([parsed.right], right(parseInventory(inventory)));
      },
    ),
  );
});

test('a hostile text anywhere in an inventory is refused, or reaches no command', () => {
  fc.assert(
    fc.property(
      meshDocuments({ maxNodes: 5 }),
      fc.nat(),
      fc.nat(),
      ({ network, inventory }, place, which) => {
        const parsed = parseInventory(written(tampered(inventory, place, which)));
        if (E.isRight(parsed)) expectSafePlans([right(parseTenantNetwork(network))], parsed.right);
      },
    ),
  );
});

/** What is observed is refused, or safe to plan from, and to plan back to. */
function expectSafeState(document: unknown, { network, inventory }: Mesh): void {
  const parsed = parseObserved(written(document));
  if (E.isLeft(parsed)) return;
  const observed = parsed.right;
  const forward = plan({ networks: [network], inventory, node: observed.node, observed });
  if (E.isRight(forward)) expectSafe(forward.right.operations);
  const owners = [{ id: network.id, removed: true as const }];
  const back = planTowards({ owners, target: observed, observed: emptyState(observed.node) });
  expectSafe(right(back).operations, parseListing);
}

test('a hostile text anywhere in what is observed is refused, or reaches no command, forward or back', () => {
  fc.assert(
    fc.property(versions(), fc.nat(), fc.nat(), fc.nat(), (history, choice, place, which) => {
      const [first, last] = [history[0], history.at(-1)].map((each) => each && parsedMesh(each));
      const node = last === undefined ? undefined : nodeAt(last.inventory, choice);
      if (first === undefined || last === undefined || node === undefined) return;
      const kernel = brought(booted(), { ...first, networks: [first.network] }, node);
      expectSafeState(tampered(observe(kernel, node), place, which), last);
    }),
  );
});

const nobody = {
  network: right(parseTenantNetwork(network([]))),
  inventory: right(parseInventory(inventory({ id: 'a' }))),
};

test.each(found.map((each, i) => [`${each.kind} (${i})`, each] as const))(
  'a hostile text in any field of %s',
  (_, each) => {
    for (const [path, text] of textsIn(each)) {
      for (const value of hostileTo(text)) {
        expectSafeState({ ...emptyState('a'), resources: [withValue(each, path, value)] }, nobody);
      }
    }
  },
);
