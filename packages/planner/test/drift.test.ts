import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import type { NodeId, NodeState, Operation } from '../src/index.js';
import { emptyState } from '../src/index.js';
import { type Kernel, mesh, observe, run, withHandshake } from '../src/testing/index.js';
import { booted, brought, found, nodeAt, planned, wanted } from './world.js';

/** What somebody at the shell might do to one of our objects. */
function damages({ resources }: NodeState): readonly Operation[] {
  const step = { network: 'x', reason: 'by hand', change: 'Update' as const };
  return resources.flatMap((each): Operation[] => {
    const place = 'netns' in each && each.netns !== undefined ? { ...step, netns: each.netns } : step;
    switch (each.kind) {
      case 'Netns':
        return [{ ...step, kind: 'NetnsDelete', name: each.name }];
      case 'Link':
        return [
          { ...place, kind: 'LinkDelete', name: each.name },
          { ...place, kind: 'LinkMove', name: each.name, to: 'public' },
          { ...place, kind: 'LinkMove', name: each.name },
          { ...place, kind: 'LinkSet', name: each.name, mtu: 1280, up: false },
          { ...place, kind: 'SysctlSet', key: `net.ipv6.conf.${each.name}.disable_ipv6`, value: '1' },
        ];
      case 'Address':
        return [{ ...place, kind: 'AddressDelete', device: each.device, address: each.address }];
      case 'Route':
        return [{ ...place, kind: 'RouteDelete', destination: each.destination, device: each.device }];
      case 'Peer':
        return [
          { ...place, kind: 'WireGuardRemovePeer', device: each.device, publicKey: each.publicKey },
          {
            ...place,
            kind: 'WireGuardSetPeer',
            device: each.device,
            publicKey: each.publicKey,
            allowedIPs: ['0.0.0.0/0'],
          },
        ];
      case 'ListenPort':
        return [{ ...place, kind: 'WireGuardSetDevice', device: each.device, listenPort: 1 }];
      case 'NftTable':
        return [
          { ...place, kind: 'NftDeleteTable', family: each.family, name: each.name },
          {
            ...place,
            kind: 'NftReplaceTable',
            family: each.family,
            name: each.name,
            hash: '0'.repeat(64),
            ruleset: '',
          },
        ];
      case 'Sysctl':
        return [{ ...place, kind: 'SysctlSet', key: each.key, value: '0' }];
      default:
        return [];
    }
  });
}

function damaged(kernel: Kernel, node: NodeId, choices: readonly number[]): Kernel {
  let now = kernel;
  for (const choice of choices) {
    const all = damages(observe(now, node));
    const damage = all[choice % Math.max(all.length, 1)];
    const outcome = damage === undefined ? E.right(now) : run(now, damage);
    if (E.isRight(outcome)) now = outcome.right;
  }
  return now;
}

test('drift: whatever is done to our objects by hand, the next plan repairs', () => {
  fc.assert(
    fc.property(
      mesh(),
      fc.nat(),
      fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      (documents, choice, choices) => {
        const { network, inventory } = documents;
        const node = nodeAt(inventory, choice);
        if (node === undefined) return;
        const aim = { networks: [network], inventory };
        const broken = damaged(brought(booted(), aim, node), node, choices);
        const mended = brought(broken, aim, node);
        const aims = wanted(aim, node);
        expect(found(observe(mended, node), aims)).toEqual(
          found({ ...emptyState(node), resources: aims }, aims),
        );
        expect(planned(mended, aim, node).operations).toEqual([]);
      },
    ),
  );
});

/** All peers of the node, heard from an address where nobody planned them to be. */
function roamed(kernel: Kernel, node: NodeId, secondsAgo: number): Kernel {
  const endpoint = '[2a02:1802:5e:ffff::1]:4500';
  return observe(kernel, node).resources.reduce(
    (now, each) => (each.kind === 'Peer' ? withHandshake(now, { ...each, endpoint, secondsAgo }) : now),
    kernel,
  );
}

test('roaming: peers that are alive where they went are left there', () => {
  fc.assert(
    fc.property(mesh(), fc.nat(), fc.nat({ max: 179 }), ({ network, inventory }, choice, secondsAgo) => {
      const node = nodeAt(inventory, choice);
      if (node === undefined) return;
      const aim = { networks: [network], inventory };
      const kernel = roamed(brought(booted(), aim, node), node, secondsAgo);
      expect(planned(kernel, aim, node).operations).toEqual([]);
    }),
  );
});

test('roaming: peers that have not been heard from are set to the planned endpoint, and no others', () => {
  fc.assert(
    fc.property(
      mesh(),
      fc.nat(),
      fc.integer({ min: 180, max: 100_000 }),
      ({ network, inventory }, choice, secondsAgo) => {
        const node = nodeAt(inventory, choice);
        if (node === undefined) return;
        const aim = { networks: [network], inventory };
        const { operations } = planned(roamed(brought(booted(), aim, node), node, secondsAgo), aim, node);
        const dialled = wanted(aim, node).flatMap((each) =>
          each.kind === 'Peer' && each.endpoint !== undefined ? [[each.publicKey, each.endpoint]] : [],
        );
        const set = operations.map((each) =>
          each.kind === 'WireGuardSetPeer' ? [each.publicKey, each.endpoint] : [],
        );
        expect(set.sort()).toEqual(dialled.sort());
      },
    ),
  );
});
