import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ForeignObject,
  foreignText,
  type Kernel,
  parsedMesh,
  runAll,
  versions,
  withForeign,
} from '../src/testing/index.js';
import { type Aim, booted, nodeAt, planned } from './world.js';

const netns = fc.constantFrom({}, { netns: 'public' }, { netns: 'n-other' }, { netns: 'qemu-7' });
const short = fc.string({ unit: fc.constantFrom(...'abwn-0'), minLength: 1, maxLength: 6 });
const ruleset = fc.constantFrom(
  '',
  'chain forward { type filter hook forward priority filter; policy drop; }',
);

/** Objects of others, much like ours: bridges named b-…, namespaces named n-…, our port, our range, our table's name. */
const foreignObjects: fc.Arbitrary<ForeignObject> = fc.oneof(
  fc.record({ kind: fc.constant('Netns' as const), name: fc.constantFrom('n-other', 'qemu-7') }),
  fc
    .tuple(netns, short, fc.subarray(['10.1.2.1/24', '100.64.1.2/16', 'fd00:1:2::1/64']))
    .map(([place, name, addresses]) => ({ kind: 'Link' as const, ...place, name: `x${name}`, addresses })),
  fc
    .tuple(netns, fc.integer({ min: 52_000, max: 65_535 }))
    .map(([place, port]) => ({ kind: 'Socket' as const, ...place, port })),
  fc
    .tuple(netns, fc.constantFrom('10.1.0.0/16', '0.0.0.0/0', 'fd00:1:2::/48'), fc.constantFrom(0, 1024))
    .map(([place, destination, metric]) => ({
      kind: 'Route' as const,
      ...place,
      destination,
      device: 'eth0',
      metric,
    })),
  fc
    .tuple(netns, fc.constantFrom('ipv4' as const, 'ipv6' as const), fc.nat({ max: 32_767 }))
    .map(([place, family, priority]) => ({ kind: 'Rule' as const, ...place, family, priority, table: 254 })),
  fc
    .tuple(netns, fc.constantFrom('networkd', 'filter'), ruleset)
    .map(([place, name, text]) => ({ kind: 'NftTable' as const, ...place, name, ruleset: text })),
  fc.constant({ kind: 'Sysctl' as const, key: 'net.ipv4.ip_forward', value: '0' }),
);

/** The foreign part after every operation of a journey, which must all be one text. */
function watched(start: Kernel, aims: readonly Aim[], choice: number): readonly string[] {
  const texts: string[] = [];
  let kernel = start;
  for (const aim of aims) {
    const node = nodeAt(aim.inventory, choice);
    if (node === undefined) return [];
    for (const operation of planned(kernel, aim, node).operations) {
      const { kernel: after, error } = runAll(kernel, [operation]);
      expect(error).toBeUndefined();
      texts.push(foreignText(after));
      kernel = after;
    }
  }
  return texts;
}

test('containment: no operation changes what bears no mark of ours, and all that appears bears one', () => {
  fc.assert(
    fc.property(
      versions(),
      fc.array(foreignObjects, { maxLength: 8 }),
      fc.nat(),
      (history, objects, choice) => {
        const kernel = objects.reduce(withForeign, booted());
        const aims = history.map((documents) => {
          const { network, inventory } = parsedMesh(documents);
          return { networks: [network], inventory };
        });
        const last = aims.at(-1);
        const nobody = last?.networks.map((each) => ({
          ...each,
          resources: [],
          accessPoints: [],
          aggregators: [],
        }));
        const journey =
          last === undefined || nobody === undefined ? [] : [...aims, { ...last, networks: nobody }];
        const texts = new Set(watched(kernel, journey, choice));
        expect([...texts].filter((text) => text !== foreignText(kernel))).toEqual([]);
      },
    ),
  );
});

test('containment: what others keep inside our namespace stays while the network does', () => {
  fc.assert(
    fc.property(versions(), fc.nat(), (history, choice) => {
      const aims = history.map((documents) => {
        const { network, inventory } = parsedMesh(documents);
        return { networks: [network], inventory };
      });
      const [first] = aims;
      const node = first === undefined ? undefined : nodeAt(first.inventory, choice);
      const id = first?.networks[0]?.id;
      const stays = aims.every(({ networks: [network] }) =>
        network?.resources.some((each) => each.node === node),
      );
      if (first === undefined || node === undefined || id === undefined || !stays) return;
      const start = runAll(booted(), planned(booted(), first, node).operations).kernel;
      const guests: readonly ForeignObject[] = [
        { kind: 'Rule', netns: `n-${id}`, family: 'ipv4', priority: 7, table: 254 },
        { kind: 'NftTable', netns: `n-${id}`, name: 'theirs', ruleset: '' },
        { kind: 'Link', netns: `n-${id}`, name: 'veth0', addresses: ['172.31.0.1/24'] },
        { kind: 'Route', netns: `n-${id}`, destination: '172.31.1.0/24', device: 'veth0' },
      ];
      const kernel = guests.reduce(withForeign, start);
      const texts = new Set(watched(kernel, aims, choice));
      expect([...texts].filter((text) => text !== foreignText(kernel))).toEqual([]);
    }),
  );
});
