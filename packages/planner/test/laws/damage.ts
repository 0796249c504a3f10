import * as E from 'fp-ts/lib/Either.js';
import type { NodeState, Operation } from '../../src/index.js';
import { type Kernel, observe, run } from '../../src/testing/index.js';

/** What somebody at the shell might do to one of our objects. */
function damages({ resources }: NodeState): readonly Operation[] {
  const step = { owner: 'x', reason: 'by hand', change: 'Update' as const };
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
          ...(each.address === undefined
            ? []
            : [{ ...place, kind: 'LinkSet' as const, name: each.name, address: '02:00:00:00:00:99' }]),
          { ...place, kind: 'SysctlSet', key: `net.ipv6.conf.${each.name}.disable_ipv6`, value: '1' },
        ];
      case 'LinkMaster':
        return [
          { ...place, kind: 'LinkRemoveMaster', name: each.device },
          { ...place, kind: 'LinkSet', name: each.device, up: false },
          { ...place, kind: 'LinkSet', name: each.device, mtu: 1280 },
          { ...place, kind: 'SysctlSet', key: `net.ipv6.conf.${each.device}.disable_ipv6`, value: '0' },
        ];
      case 'DhcpClient':
        return [{ ...place, kind: 'DhcpClientStop', device: each.device }];
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

/** The node after a few such things, chosen by numbers. */
export function damaged(kernel: Kernel, node: string, choices: readonly number[]): Kernel {
  let now = kernel;
  for (const choice of choices) {
    const all = damages(observe(now, node));
    const damage = all[choice % Math.max(all.length, 1)];
    const outcome = damage === undefined ? E.right(now) : run(now, damage);
    if (E.isRight(outcome)) now = outcome.right;
  }
  return now;
}
