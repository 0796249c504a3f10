import {
  basisOf,
  commandsOf,
  type Invocation,
  invocationOf,
  type Operation,
  plan,
  planNode,
} from '@networkd/planner';
import {
  emptyKernel,
  type Kernel,
  mesh,
  nicNames,
  nodeWishes,
  observe,
  parsedMesh,
  runAll,
  surveyed,
  versions,
  withForeign,
} from '@networkd/planner/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchesOf, commandOf } from '../src/command/batch.js';
import { hub, right } from './networks.js';

/** What a batch does, as the commands it stands for. */
function told({ argv, stdin }: Invocation): readonly string[] {
  const words = argv.map((word) => (typeof word === 'string' ? word : JSON.stringify(word)));
  const at = words.indexOf('-batch');
  if (at >= 0) return lines(stdin).map((line) => [...words.slice(0, at), line].join(' '));
  const set = words.indexOf('set');
  if (words.includes('wg'))
    return split(words.slice(set + 2)).map((rest) => [...words.slice(0, set + 2), ...rest].join(' '));
  const pairs = words.indexOf('-qw');
  if (pairs >= 0) return words.slice(pairs + 1).map((pair) => [...words.slice(0, pairs + 1), pair].join(' '));
  return [`${words.join(' ')}\n${stdin}`];
}

const lines = (text = '') => text.split('\n').filter((line) => line !== '');

/** The settings of one `wg set`, each as though it were alone. */
function split(words: readonly string[]): readonly (readonly string[])[] {
  const starts = words.flatMap((word, i) =>
    ['peer', 'listen-port', 'private-key'].includes(word) ? [i] : [],
  );
  return starts.map((start, i) => words.slice(start, starts[i + 1]));
}

function alone(operation: Operation): readonly string[] {
  return commandsOf(operation)
    .map(invocationOf)
    .flatMap(({ argv, stdin }) => {
      const words = argv.map((word) => (typeof word === 'string' ? word : JSON.stringify(word)));
      if (words.includes('nft')) {
        const nft = words.indexOf('nft');
        return [
          `${[...words.slice(0, nft + 1), '-f', '-'].join(' ')}\n${stdin ?? `${words.slice(nft + 1).join(' ')}\n`}`,
        ];
      }
      return [words.join(' ')];
    });
}

test('batches say what the operations say, and in the same order to each tool in each namespace', () => {
  fc.assert(
    fc.property(mesh(), fc.nat(), ({ network, inventory }, choice) => {
      const node = inventory.nodes[choice % inventory.nodes.length]?.id;
      if (node === undefined) return;
      const { operations } = right(plan({ networks: [network], inventory, node }));
      const batches = batchesOf(operations);
      const together = batches.flatMap((batch) => told(commandOf(batch)));
      expect(together.map((line) => line.replace('ip -batch', 'ip')).toSorted()).toEqual(
        operations.flatMap(alone).toSorted(),
      );
      const places = new Map<string, number>();
      for (const { tool, netns, pieces } of batches) {
        for (const { index } of pieces) {
          const place = `${tool} ${netns ?? ''}`;
          expect(index).toBeGreaterThanOrEqual(places.get(place) ?? 0);
          places.set(place, index);
        }
      }
    }),
  );
});

/** The operations in the order in which their batches begin them. */
function begun(operations: readonly Operation[]): readonly Operation[] {
  return [...new Set(batchesOf(operations).flatMap(({ pieces }) => pieces.map((piece) => piece.operation)))];
}

/** The kernel after the batches, which is that after the operations as they were planned. */
function batched(kernel: Kernel, operations: readonly Operation[], node: string): Kernel {
  const [asPlanned, asBatches] = [runAll(kernel, operations), runAll(kernel, begun(operations))];
  expect([asPlanned.error, asBatches.error]).toEqual([undefined, undefined]);
  expect(basisOf(observe(asBatches.kernel, node))).toBe(basisOf(observe(asPlanned.kernel, node)));
  return asBatches.kernel;
}

test('the kernel is the same whether operations come as planned or as batches', () => {
  const uplink = { kind: 'Link', netns: 'public', name: 'eth1', addresses: ['185.69.166.10/24'] } as const;
  let moved = 0;
  fc.assert(
    fc.property(versions(), fc.nat(), (documents, choice) => {
      const meshes = documents.map(parsedMesh);
      const nodes = meshes.flatMap(({ inventory }) => inventory.nodes.map(({ id }) => id));
      const node = nodes[choice % nodes.length];
      if (node === undefined) return;
      let kernel = withForeign(withForeign(emptyKernel(), { kind: 'Netns', name: 'public' }), uplink);
      for (const { network, inventory } of meshes) {
        if (!inventory.nodes.some(({ id }) => id === node)) continue;
        const observed = observe(kernel, node);
        const { operations } = right(plan({ networks: [network], inventory, node, observed }));
        if (begun(operations).some((each, i) => each !== operations[i])) moved++;
        kernel = batched(kernel, operations, node);
      }
    }),
  );
  expect(moved).toBeGreaterThan(0);
});

test("of a node's own network as well", () => {
  fc.assert(
    fc.property(fc.array(nodeWishes(), { minLength: 1, maxLength: 3 }), (stops) => {
      let kernel = nicNames.reduce((now, name) => withForeign(now, { kind: 'Link', name }), emptyKernel());
      for (const wishes of stops) {
        const observed = observe(kernel, wishes.node);
        const { operations } = right(planNode({ ...surveyed(kernel, wishes), observed }));
        kernel = batched(kernel, operations, wishes.node);
      }
    }),
  );
});

test('a new network resource with 250 peers takes at most eleven processes', () => {
  const { network, inventory } = hub(251);
  const { operations } = right(plan({ networks: [network], inventory, node: 'n0' }));
  expect(operations.filter(({ kind }) => kind === 'WireGuardSetPeer')).toHaveLength(250);
  // Two of them set what only a link that is there has: its redirects in the resource, its ARP in the host. Beside them the
  // process of the device, where the kernel has no WireGuard.
  expect(batchesOf(operations).length).toBeLessThanOrEqual(11);
});

test('peers that are too many for one process are several', () => {
  const operations = Array.from(
    { length: 200 },
    (_, i): Operation => ({
      kind: 'WireGuardSetPeer',
      owner: 'x',
      netns: 'n-x',
      device: 'w-x',
      publicKey: `${i}`,
      allowedIPs: Array.from({ length: 1000 }, (_, j) => `10.${i}.${j >> 8}.${j & 255}/32`),
      reason: '',
      change: 'Create',
    }),
  );
  const batches = batchesOf(operations);
  expect(batches.length).toBeGreaterThan(1);
  expect(batches.flatMap(({ pieces }) => pieces.map(({ index }) => index))).toEqual(
    operations.map((_, i) => i),
  );
  for (const batch of batches) {
    const { argv } = commandOf(batch);
    expect(argv.reduce((sum, word) => sum + String(word).length + 1, 0)).toBeLessThan(1.5 * 2 ** 20);
  }
});

test("a device's own settings do not follow its peers in one process", () => {
  const device = { owner: 'x', netns: 'n-x', device: 'w-x', reason: '', change: 'Update' as const };
  const peer: Operation = { kind: 'WireGuardSetPeer', ...device, publicKey: 'p', allowedIPs: [] };
  const port: Operation = { kind: 'WireGuardSetDevice', ...device, listenPort: 7001 };
  expect(batchesOf([port, peer, peer])).toHaveLength(1);
  expect(batchesOf([peer, port])).toHaveLength(2);
  expect(batchesOf([port, { ...port, device: 'w-y' }])).toHaveLength(2);
});

test('rules of different families are different processes, and told as such', () => {
  const rule = { owner: 'x', netns: 'n-x', priority: 7, table: 9, reason: '', change: 'Create' as const };
  const operations: readonly Operation[] = [
    { kind: 'RuleAdd', ...rule, family: 'ipv4' },
    { kind: 'RuleAdd', ...rule, family: 'ipv6' },
  ];
  expect(batchesOf(operations).map(commandOf)).toEqual([
    { argv: ['ip', '-n', 'n-x', '-4', '-batch', '-'], stdin: 'rule add priority 7 table 9 protocol 110\n' },
    { argv: ['ip', '-n', 'n-x', '-6', '-batch', '-'], stdin: 'rule add priority 7 table 9 protocol 110\n' },
  ]);
});

test('an alias that is taken away is told as such', () => {
  const step = { owner: 'x', name: 'b-x', reason: '', change: 'Update' as const };
  const [batch] = batchesOf([{ kind: 'LinkSet', ...step, alias: '' }]);
  expect(batch === undefined ? undefined : commandOf(batch).stdin).toBe(
    'link set dev b-x group 110 alias ""\n',
  );
});

test('what is on a link has its larger MTU after the link, though the two are in different namespaces', () => {
  const step = { owner: 'x', reason: '', change: 'Update' as const };
  const inside = { ...step, netns: 'n-x', name: 'n-x' };
  const alias: Operation = { ...inside, kind: 'LinkSet', alias: 'networkd:x' };
  const lower: Operation = { ...step, kind: 'LinkSet', name: 'b-x', mtu: 9000 };
  const upper: Operation = { ...inside, kind: 'LinkSet', mtu: 9000 };
  expect(begun([alias, lower, upper])).toEqual([alias, lower, upper]);
  const up: Operation = { ...step, kind: 'LinkSet', name: 'b-x', up: true };
  expect(begun([alias, up, { ...inside, kind: 'LinkSet', up: true }])[1]).toMatchObject(inside);
});

test("the rulesets of many networks are one transaction in the host's namespace", () => {
  const ruleset = (id: string, place: { readonly netns?: string } = {}): Operation => ({
    kind: 'NftReplaceTable',
    owner: id,
    ...place,
    family: 'inet',
    name: `w-${id}`,
    hash: id,
    ruleset: `table inet w-${id} {}\n`,
    reason: '',
    change: 'Create',
  });
  const ids = ['a', 'b', 'c'];
  const operations = ids.flatMap((id): readonly Operation[] => [
    ruleset(id),
    ruleset(id, { netns: `n-${id}` }),
  ]);
  const [host, ...inside] = batchesOf(operations);
  expect(host?.pieces.map(({ index }) => index)).toEqual([0, 2, 4]);
  expect(inside.map(({ netns, pieces }) => [netns, pieces.length])).toEqual(ids.map((id) => [`n-${id}`, 1]));
  // What another tool does in between may be what the next ruleset is about.
  const link: Operation = { kind: 'LinkDelete', owner: 'a', name: 'w-a', reason: '', change: 'Delete' };
  expect(batchesOf([ruleset('a'), link, ruleset('b')])).toHaveLength(3);
});
