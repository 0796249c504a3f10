import type { Resource } from '../../kind/resource.js';
import { nodeNames } from '../../mark/names.js';
import { answeringForItself } from '../segments.js';
import type { NodeWishes } from './node-wishes.js';
import { nicMember, nodeLink, nodeMember, nodeParameter, nodeUp } from './parts.js';
import { choosePublicUplink } from './public-uplink.js';
import { lowerDevice, uplinkMtu } from './uplink.js';

const { bridges, veth, vlans } = nodeNames;

/** Ethernet's, for a NIC that was not surveyed. */
const defaultMtu = 1500;

/** Returns the bridge of the public segment, and what leads there: a NIC, a VLAN, or a cable to the host's bridge. */
export function publicBridge(wishes: NodeWishes): readonly Resource[] {
  const choice = choosePublicUplink(wishes);
  const mtu = publicMtu(wishes);
  const bridge = nodeLink({
    name: bridges.public,
    type: 'bridge',
    mtu,
    reason: 'bridge of the public segment',
  });
  const up = [
    nodeParameter(undefined, answeringForItself(bridges.public)),
    ...nodeUp(undefined, [bridges.public]),
  ];
  if (choice.kind === 'single') return [bridge, ...cable(mtu), ...up];
  const { interface: device, vlan: vlanId } = choice;
  const master = bridges.public;
  if (vlanId === undefined) {
    return [bridge, nicMember({ device, master, type: 'bridge', mtu, reason: 'a NIC of its own' }), ...up];
  }
  const reason = 'VLAN of the public segment';
  return [
    nodeLink({ name: vlans.public, type: 'vlan', link: device, vlanId, mtu, reason }),
    bridge,
    nodeMember({ device: vlans.public, master, type: 'bridge', reason: 'a VLAN of its own' }),
    ...nodeUp(undefined, [vlans.public]),
    ...up,
  ];
}

/** Returns the bytes that the public segment carries. */
export function publicMtu(wishes: NodeWishes): number {
  const choice = choosePublicUplink(wishes);
  if (choice.kind === 'single' || choice.interface === lowerDevice(wishes)) return uplinkMtu(wishes);
  const nic = wishes.facts.nics.find(({ name }) => name === choice.interface);
  return nic?.mtu ?? defaultMtu;
}

function cable(mtu: number): readonly Resource[] {
  const reason = 'one segment serves both';
  const end = (name: string, peer: string) => nodeLink({ name, type: 'veth', peer, mtu, reason });
  const member = (device: string, master: string) => nodeMember({ device, master, type: 'bridge', reason });
  return [
    end(veth.public, veth.host),
    end(veth.host, veth.public),
    member(veth.public, bridges.public),
    member(veth.host, bridges.host),
    ...nodeUp(undefined, [veth.public, veth.host]),
  ];
}
