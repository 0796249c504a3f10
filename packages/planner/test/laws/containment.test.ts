import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ForeignObject,
  foreignText,
  furnished,
  furniture,
  type Kernel,
  parsedMesh,
  runAll,
  versions,
  withForeign,
} from '../../src/testing/index.js';
import { type Aim, booted, nodeAt, planned } from './world.js';

const place = fc.constantFrom({}, { netns: 'public' }, { netns: 'qemu-7' });

/** What would stand in the way of a node's own network, and not of tenants': our table's name, and routes with our metrics. */
const closer: fc.Arbitrary<ForeignObject> = fc.oneof(
  fc.record({ kind: fc.constant('Netns' as const), name: fc.constant('n-other') }),
  fc
    .tuple(place, fc.constantFrom('10.1.0.0/16', '0.0.0.0/0', 'fd00:1:2::/48'), fc.constantFrom(0, 1024))
    .map(([where, destination, metric]) => ({
      kind: 'Route' as const,
      ...where,
      destination,
      device: 'eth0',
      metric,
    })),
  place.map((where) => ({ kind: 'NftTable' as const, ...where, name: 'networkd', ruleset: '' })),
);

const objects = fc
  .tuple(furniture({ namespaces: ['public'] }), fc.array(closer, { maxLength: 3 }))
  .map((both) => both.flat());

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
    fc.property(versions(), objects, fc.nat(), (history, others, choice) => {
      const kernel = furnished(booted(), others);
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
    }),
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
