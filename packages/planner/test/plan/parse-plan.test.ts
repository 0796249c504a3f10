import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  emptyState,
  explain,
  type Plan,
  parseInventory,
  parsePlan,
  parseTenantNetwork,
  planTowards,
  type Resource,
} from '../../src/index.js';
import { mesh, observe, parsedMesh, runAll, tenancies, versions } from '../../src/testing/index.js';
import { damaged } from '../laws/damage.js';
import { type Aim, booted, brought, nodeAt, planned } from '../laws/world.js';
import { right } from '../right.js';
import { errorsOf, found, resealed, said, sample, withOperations, written } from './read-plan.js';

/** The aim with nothing on any node. */
function abandoned({ networks, inventory }: Aim): Aim {
  const empty = { resources: [], accessPoints: [], aggregators: [] };
  return { networks: networks.map((each) => ({ ...each, ...empty })), inventory };
}

/**
 * Every plan on the way of a node through the aims: each stopped short, planned back and planned again; in the end all
 * is taken away.
 */
function plansOf(aims: readonly Aim[], choice: number, crash: number): readonly Plan[] {
  const plans: Plan[] = [];
  const last = aims.at(-1);
  let kernel = booted();
  for (const aim of last === undefined ? [] : [...aims, abandoned(last)]) {
    const node = nodeAt(aim.inventory, choice);
    if (node === undefined) return plans;
    const first = planned(kernel, aim, node);
    const part = first.operations.slice(0, crash % (first.operations.length + 1));
    const stopped = runAll(kernel, part).kernel;
    const target = observe(kernel, node);
    const back = planTowards({ owners: first.owners, target, observed: observe(stopped, node) });
    const rest = planned(stopped, aim, node);
    plans.push(first, right(back), rest);
    kernel = runAll(stopped, rest.operations).kernel;
  }
  return plans;
}

describe('every plan is read back as it was written', () => {
  test('of a network through its versions, with crashes and ways back', () => {
    fc.assert(
      fc.property(versions(), fc.nat(), fc.nat(), (history, choice, crash) => {
        const aims = history.map((documents) => {
          const { network, inventory } = parsedMesh(documents);
          return { networks: [network], inventory };
        });
        for (const plan of plansOf(aims, choice, crash)) {
          expect(right(parsePlan(written(plan)))).toEqual(plan);
        }
      }),
    );
  });

  test('of a node that somebody had his hands in', () => {
    fc.assert(
      fc.property(
        mesh(),
        fc.nat(),
        fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
        ({ network, inventory }, choice, choices) => {
          const node = nodeAt(inventory, choice);
          if (node === undefined) return;
          const aim = { networks: [network], inventory };
          const broken = damaged(brought(booted(), aim, node), node, choices);
          for (const each of [aim, abandoned(aim)]) {
            const plan = planned(broken, each, node);
            expect(right(parsePlan(written(plan)))).toEqual(plan);
          }
        },
      ),
    );
  });

  test('of several networks whose ports change hands', () => {
    fc.assert(
      fc.property(tenancies(), fc.nat(), fc.nat(), (drawn, choice, crash) => {
        const inventory = right(parseInventory(drawn.inventory));
        const aims = [drawn.networks, drawn.next].map((documents) => ({
          networks: documents.map((each) => right(parseTenantNetwork(each))),
          inventory,
        }));
        for (const plan of plansOf(aims, choice, crash)) {
          expect(right(parsePlan(written(plan)))).toEqual(plan);
        }
      }),
    );
  });
});

const hash = '0'.repeat(64);

describe('what is found is odd, and the plan that mends it is read back all the same', () => {
  const state = (resources: readonly Resource[]) => ({ ...emptyState('a'), resources });
  const owners = [{ id: 'tn', removed: true as const }];

  test('rules and routes that we do not make: made and taken away', () => {
    for (const [target, observed] of [
      [state(found), state([])],
      [state([]), state(found)],
    ] as const) {
      const plan = right(planTowards({ owners, target, observed }));
      expect(right(parsePlan(written(plan)))).toEqual(plan);
    }
  });

  test('a rule that somebody put into our table is shown, not carried out', () => {
    const edited = found.map((each) =>
      each.kind === 'NftTable'
        ? { ...each, ruleset: each.ruleset.replace('invalid drop', 'new tcp dport 22 counter accept'), hash }
        : each,
    );
    const repair = right(planTowards({ owners, target: state(found), observed: state(edited) }));
    expect(repair.changes.map(({ kind }) => kind)).toEqual(['Update']);
    expect(right(parsePlan(written(repair)))).toEqual(repair);
    const back = right(planTowards({ owners, target: state(edited), observed: state(found) }));
    expect(said(back)).toEqual(['bad-ruleset $.operations[0].ruleset']);
  });
});

describe('a plan that was changed after it was made is refused', () => {
  const [first, ...rest] = sample.operations;
  const without = resealed({
    ...sample,
    operations: rest,
    summary: { ...sample.summary, operations: rest.length },
  });
  const port = sample.operations.findIndex(
    (each) => each.kind === 'WireGuardSetDevice' && each.listenPort !== undefined,
  );
  const elsewhere = sample.operations.map((each, i) => (i === port ? { ...each, listenPort: 9 } : each));
  const cases: readonly (readonly [string, object, readonly string[]])[] = [
    ['untouched', sample, []],
    ['another hash', { ...sample, hash }, ['wrong-hash $.hash']],
    ['another basis', { ...sample, basis: hash }, ['wrong-hash $.hash']],
    ['another node', { ...sample, node: 'b' }, ['wrong-hash $.hash']],
    ['another version', { ...sample, owners: [{ id: 'tn', version: 2 }] }, ['wrong-hash $.hash']],
    [
      'another summary',
      { ...sample, summary: { ...sample.summary, delete: 3, disruptive: 1 } },
      ['wrong-hash $.summary.delete', 'wrong-hash $.summary.disruptive'],
    ],
    [
      'an operation that the changes do not show',
      { ...sample, operations: elsewhere },
      [`wrong-hash $.operations[${port}].listenPort`, 'wrong-hash $.hash'],
    ],
    [
      'the same with a new hash',
      resealed({ ...sample, operations: elsewhere }),
      [`wrong-hash $.operations[${port}].listenPort`],
    ],
    ['an operation left out', without, ['wrong-hash $.operations[0].kind']],
    [
      'one too many',
      withOperations([...sample.operations, ...(first === undefined ? [] : [first])]),
      ['wrong-hash $.operations'],
    ],
    [
      'a change left out',
      {
        ...sample,
        changes: sample.changes.slice(0, -1),
        summary: { ...sample.summary, create: sample.summary.create - 1 },
      },
      ['wrong-hash $.operations'],
    ],
    [
      'an owner that is brought to nothing said',
      { ...sample, owners: [{ id: 'tn' }] },
      ['missing-field $.owners[0].version', 'wrong-hash $.hash'],
    ],
    [
      'one removed that has a version',
      { ...sample, owners: [{ id: 'tn', version: 1, removed: true }] },
      ['unknown-field $.owners[0].version', 'wrong-hash $.hash'],
    ],
    ['an earlier document', { ...sample, schema: 'plan/1' }, ['wrong-schema $.schema']],
    ['an unknown field', { ...sample, secret: 'x' }, ['unknown-field $.secret']],
    ['no operations', { ...sample, operations: undefined }, ['missing-field $.operations']],
  ];

  test.each(cases)('%s', (_, document, expected) => {
    expect(said(document)).toEqual(expected);
  });

  test('the error says what to do', () => {
    const [error] = errorsOf({ ...sample, summary: { ...sample.summary, delete: 3 } });
    expect(error === undefined ? '' : explain(error)).toBe(
      '3 is not 0, as the rest of the file has it; do not apply this file; plan again.',
    );
  });

  test.each([undefined, null, 'plan/2', [], 1])('%j is no plan', (value) => {
    expect(errorsOf(value ?? null)).not.toEqual([]);
  });
});
