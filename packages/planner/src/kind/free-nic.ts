import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import type { Operation } from '../operation/operation.js';
import { key, nicClaim, nobodys } from './claim.js';
import { setIpv6 } from './ipv6.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf, type Why } from './why.js';

/**
 * A NIC that is nobody's member and is to be ours, as its owner has it. While it is a member of ours its `LinkMaster` says
 * what it is; on the way back it is made again what it was.
 */
export interface FreeNic extends Owned {
  readonly kind: 'FreeNic';
  readonly device: string;
  readonly mtu: number;
  readonly up: boolean;
  readonly disableIpv6: boolean;
  /** What the namespace takes for the MTU in IPv6, where that is less: `net.ipv6.conf.NIC.mtu`. */
  readonly ipv6Mtu?: number;
}

/** Returns what gives a NIC back all settings of its owner. The NIC itself is there. */
function createNic(after: FreeNic, why: Why): readonly Operation[] {
  const { device: name, mtu, up, disableIpv6 } = after;
  return [
    { kind: 'LinkSet', ...placeOf(after), name, mtu, up, ...why },
    ...(disableIpv6 ? [setIpv6(placeOf(after), name, true, why)] : []),
    ...setIpv6Mtu(after, why),
  ];
}

/** Returns the same, as far as it differs. */
function updateNic(before: FreeNic, after: FreeNic, why: Why): readonly Operation[] {
  const { device: name, mtu, up, disableIpv6 } = after;
  const set = { ...(before.mtu === mtu ? {} : { mtu }), ...(before.up === up ? {} : { up }) };
  return [
    ...(Object.keys(set).length === 0
      ? []
      : [{ kind: 'LinkSet' as const, ...placeOf(after), name, ...set, ...why }]),
    ...(before.disableIpv6 === disableIpv6 ? [] : [setIpv6(placeOf(after), name, disableIpv6, why)]),
    ...(before.ipv6Mtu === after.ipv6Mtu ? [] : setIpv6Mtu({ ...after, ipv6Mtu: after.ipv6Mtu ?? mtu }, why)),
  ];
}

/** Returns what sets the IPv6 MTU of a NIC. It comes after the MTU of the link, as it follows that. */
function setIpv6Mtu(after: FreeNic, why: Why): readonly Operation[] {
  const { device, ipv6Mtu } = after;
  if (ipv6Mtu === undefined) return [];
  const key = `net.ipv6.conf.${device}.mtu`;
  return [{ kind: 'SysctlSet', ...placeOf(after), key, value: String(ipv6Mtu), ...why }];
}

/** It goes nowhere: it becomes a member by what makes it one, or is left to its owner. */
export const freeNic: Kind<FreeNic> = {
  codec: codec.closed(
    { ...onDevice('FreeNic'), mtu: scalar.unsigned, up: scalar.flag, disableIpv6: scalar.flag },
    { ...placed, ipv6Mtu: scalar.unsigned },
  ),
  fields: {
    netns: 'identity',
    device: 'identity',
    mtu: 'equal',
    up: 'equal',
    disableIpv6: 'equal',
    ipv6Mtu: 'equal',
  },
  identity: ({ netns, device }) => key('FreeNic', netns, device),
  claims: ({ netns, device }) => [nicClaim(netns, device)],
  passes: none,
  container: nowhere,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: () => [nobodys],
  nic: ({ device }) => device,
  leaves: 'where-contended',
  isHandedOver: true,
  make: createNic,
  change: updateNic,
  unmake: none,
  title: ({ device, ...resource }) => `link ${device}${inNetns(resource)}`,
  suspects: 'ip link by hand, NetworkManager or systemd-networkd',
};
