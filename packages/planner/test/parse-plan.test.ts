import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  explain,
  type Operation,
  type Plan,
  parseInventory,
  parsePlan,
  parseTenantNetwork,
  planTowards,
} from '../src/index.js';
import { mesh, observe, parsedMesh, runAll, tenancies, versions } from '../src/testing/index.js';
import { damaged } from './damage.js';
import { oneOfEach } from './operations.js';
import { errorsOf, resealed, said, sample, withOperations, written } from './read-plan.js';
import { right } from './right.js';
import { type Aim, booted, brought, nodeAt, planned } from './world.js';

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
    const back = planTowards({ networks: first.networks, target, observed: observe(stopped, node) });
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

/** An operation of the kind, with parts of it said otherwise; `undefined` leaves a field out. */
function altered(kind: Operation['kind'], part: object): Operation {
  return { ...oneOfEach.find((each) => each.kind === kind), ...part } as Operation;
}

const forward = { key: 'net.ipv4.ip_forward' };
const hostile = 'net.ipv6.conf.eth0.disable_ipv6';
const eth0 = '  chain c {\n    iifname "eth0" accept\n  }';

describe('an operation that reaches beyond its network is refused', () => {
  const cases: readonly (readonly [string, Operation, string])[] = [
    ['a network that is not named', altered('NetnsAdd', { network: 'other', name: 'n-other' }), 'network'],
    ["another network's namespace", altered('NetnsDelete', { name: 'n-other' }), 'name'],
    ['the public namespace', altered('NetnsDelete', { name: 'public' }), 'name'],
    ['an uplink made', altered('LinkAdd', { name: 'eth0' }), 'name'],
    ['a macvlan on an uplink', altered('LinkAdd', { link: 'eth0' }), 'link'],
    ["another network's mark", altered('LinkAdd', { alias: 'networkd:other' }), 'alias'],
    ['an uplink set', altered('LinkSet', { netns: undefined, name: 'eth0' }), 'name'],
    ['no mark', altered('LinkSet', { alias: '' }), 'alias'],
    ["the host's loopback", altered('LinkSet', { netns: undefined, name: 'lo' }), 'name'],
    ['an uplink moved', altered('LinkMove', { netns: undefined, name: 'eth0' }), 'name'],
    ['a link moved elsewhere', altered('LinkMove', { to: 'n-other' }), 'to'],
    ['an uplink deleted', altered('LinkDelete', { netns: undefined, name: 'eth0' }), 'name'],
    ['a link of others', altered('LinkDelete', { netns: 'n-other' }), 'netns'],
    ['an address of an uplink', altered('AddressDelete', { netns: 'public', device: 'eth1' }), 'device'],
    ['an address of the public loopback', altered('AddressAdd', { netns: 'public', device: 'lo' }), 'device'],
    ["a route in the host's namespace", altered('RouteReplace', { netns: undefined }), 'netns'],
    ['a route in the public namespace', altered('RouteDelete', { netns: 'public' }), 'netns'],
    ['a route over an uplink', altered('RouteReplace', { device: 'eth0' }), 'device'],
    ["a rule in the host's namespace", altered('RuleAdd', { netns: undefined }), 'netns'],
    ["the host's forwarding", altered('SysctlSet', { netns: undefined, ...forward }), 'key'],
    ["the public namespace's forwarding", altered('SysctlSet', { netns: 'public', ...forward }), 'key'],
    ["an uplink's IPv6", altered('SysctlSet', { netns: undefined, key: hostile }), 'key'],
    ["another network's parameters", altered('SysctlSet', { netns: 'n-other' }), 'netns'],
    ["another network's device", altered('WireGuardSetDevice', { device: 'w-other' }), 'device'],
    ["another network's secret", altered('WireGuardSetDevice', { secret: 'n-other' }), 'secret'],
    ["another network's peer", altered('WireGuardSetPeer', { device: 'w-other' }), 'device'],
    ['a peer of a foreign device', altered('WireGuardRemovePeer', { device: 'wg0' }), 'device'],
    ["a table in the host's namespace", altered('NftReplaceTable', { netns: undefined }), 'netns'],
    ['a table of others', altered('NftDeleteTable', { name: 'filter' }), 'name'],
    ['rules about an uplink', altered('NftReplaceTable', { ruleset: eth0 }), 'ruleset'],
  ];

  test.each(cases)('%s', (_, operation, field) => {
    expect(said(withOperations([operation]))).toContain(`out-of-scope $.operations[0].${field}`);
  });

  test('changes of a network that is not named, and a network named twice', () => {
    const [network] = sample.networks;
    expect(said({ ...sample, networks: [] })).toContain('out-of-scope $.changes[0].after.network');
    expect(said(resealed({ ...sample, networks: [...sample.networks, ...sample.networks] }))).toEqual([
      'duplicate-network $.networks[1].id',
    ]);
    expect(network).toEqual({ id: 'tn', version: 1 });
  });

  test('the error says whose names it may have', () => {
    const [error] = errorsOf(withOperations([altered('LinkDelete', { name: 'eth0' })]));
    expect(error === undefined ? '' : explain(error)).toBe(
      'eth0 is not b-tn or n-tn or w-tn; do not apply this file; plan again.',
    );
  });

  test('it is told even where other fields cannot be read', () => {
    const operations = [altered('LinkDelete', { name: 'eth0' }), altered('LinkDelete', { name: 'a b' })];
    expect(said(withOperations(operations))).toEqual([
      'bad-name $.operations[1].name',
      'out-of-scope $.operations[0].name',
    ]);
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
    ['another hash', { ...sample, hash: '0'.repeat(64) }, ['wrong-hash $.hash']],
    ['another basis', { ...sample, basis: '0'.repeat(64) }, ['wrong-hash $.hash']],
    ['another node', { ...sample, node: 'b' }, ['wrong-hash $.hash']],
    ['another version', { ...sample, networks: [{ id: 'tn', version: 2 }] }, ['wrong-hash $.hash']],
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
    ['another document', { ...sample, schema: 'plan/2' }, ['wrong-schema $.schema']],
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

  test.each([undefined, null, 'plan/1', [], 1])('%j is no plan', (value) => {
    expect(errorsOf(value ?? null)).not.toEqual([]);
  });
});
