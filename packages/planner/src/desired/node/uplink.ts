import type { Link } from '../../kind/link/resource.js';
import type { LinkMaster } from '../../kind/link-master.js';
import type { LinkUp } from '../../kind/link-up.js';
import type { Resource } from '../../kind/resource.js';
import { nodeNames } from '../../mark/names.js';
import { slaacParameters } from '../../node/slaac.js';
import { nodeOwner } from '../../scalar/owner.js';
import { answeringForItself, askingAsItself } from '../segments.js';
import type { NodeWishes } from './node-wishes.js';
import {
  defaultRoutes,
  gatewaysBy,
  nicMember,
  nodeAddresses,
  nodeLink,
  nodeMember,
  nodeParameter,
  nodeSysctl,
  nodeUp,
} from './parts.js';
import { isGiven, takenOver } from './taken-over.js';

const { bond, bridges, vlans } = nodeNames;
const zos = bridges.host;

/**
 * Returns the bridge that has the host's addresses, with the uplink as its member: a NIC, a bond of several, or a VLAN of
 * either. It has the NIC's MAC address, so that a DHCP server and a switch see the node as they saw the NIC.
 */
export function uplink(wishes: NodeWishes): readonly Resource[] {
  const { uplink: chosen, config } = wishes;
  const { vlan, addresses, gateways, gateway4 } = config.uplink;
  const byIpv6 = gateway4 === undefined ? [] : [{ family: 'ipv4' as const, gateway: gateway4 }];
  const { mac } = chosen.nics[0];
  const mtu = uplinkMtu(wishes);
  const below = lowerDevice(wishes);
  const kept = takenOver(wishes);
  const isStatic = addresses.length > 0 || isGiven(kept, 'ipv4');
  const reason = 'bridge of the host';
  return [
    ...bonded(wishes),
    ...(vlan === undefined ? [] : tagged(below, vlan, mtu)),
    nodeLink({ name: zos, type: 'bridge', address: mac, mtu, disableIpv6: false, reason }),
    ...member(wishes, vlan === undefined ? below : vlans.host),
    nodeSysctl(
      undefined,
      `net.ipv6.conf.${zos}.accept_ra`,
      addresses.some(({ address }) => address.kind === 'ipv6') || isGiven(kept, 'ipv6') ? '0' : '2',
      'routers announce the IPv6 prefix, unless it is set',
    ),
    ...(wishes.facts.slaacOff ?? []).map((name) =>
      nodeSysctl(
        undefined,
        `net.ipv6.conf.${zos}.${name}`,
        slaacParameters[name],
        'off for new links of this host',
      ),
    ),
    nodeSysctl(
      undefined,
      `net.ipv4.conf.${zos}.promote_secondaries`,
      '1',
      'keep the new address when the old one goes',
    ),
    nodeParameter(undefined, answeringForItself(zos)),
    nodeParameter(undefined, askingAsItself(zos)),
    ...nodeAddresses(
      undefined,
      zos,
      addresses.map(({ text }) => text),
      'set by the farmer',
    ),
    ...kept,
    ...nodeUp(undefined, [zos]),
    ...(isStatic
      ? []
      : [
          {
            kind: 'DhcpClient',
            owner: nodeOwner,
            device: zos,
            reason: 'asks for an IPv4 address',
          } as const,
        ]),
    ...defaultRoutes(undefined, zos, [...byIpv6, ...gatewaysBy(gateways)], { addresses }),
  ];
}

/** Returns the bytes that the uplink carries: what the farmer says, else the least MTU of its NICs. */
export function uplinkMtu({ uplink: { nics }, config }: NodeWishes): number {
  return config.uplink.mtu ?? nics.reduce((least, { mtu }) => Math.min(least, mtu), nics[0].mtu);
}

/** Names the device that carries the uplink, tagged or not: the bond, or the one NIC. */
export function lowerDevice({ uplink: { nics }, config }: NodeWishes): string {
  return config.uplink.bond === undefined ? nics[0].name : bond;
}

function bonded(wishes: NodeWishes): readonly (Link | LinkMaster | LinkUp)[] {
  const {
    uplink: { nics },
    config,
  } = wishes;
  if (config.uplink.bond === undefined) return [];
  const { mode } = config.uplink.bond;
  const { mac } = nics[0];
  const reason = 'the NICs of the uplink as one';
  return [
    nodeLink({ name: bond, type: 'bond', mode, address: mac, mtu: uplinkMtu(wishes), reason }),
    ...nics.map(({ name }) =>
      nicMember({
        device: name,
        master: bond,
        type: 'bond',
        mtu: uplinkMtu(wishes),
        reason: 'part of the bond',
      }),
    ),
    ...nodeUp(undefined, [bond]),
  ];
}

function tagged(link: string, vlanId: number, mtu: number): readonly (Link | LinkUp)[] {
  const reason = 'VLAN of the management segment';
  return [
    nodeLink({ name: vlans.host, type: 'vlan', link, vlanId, mtu, reason }),
    ...nodeUp(undefined, [vlans.host]),
  ];
}

/**
 * Returns the uplink as a port of the host's bridge. A NIC is not ours, so its port states what a link of ours states
 * itself.
 */
function member(wishes: NodeWishes, device: string): readonly LinkMaster[] {
  const parts = { device, master: zos, type: 'bridge', reason: 'the uplink' } as const;
  const isNic = wishes.uplink.nics.some(({ name }) => name === device);
  return [isNic ? nicMember({ ...parts, mtu: uplinkMtu(wishes) }) : nodeMember(parts)];
}
