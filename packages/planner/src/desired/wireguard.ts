import type { ListenPort } from '../kind/listen-port.js';
import type { Peer } from '../kind/peer.js';
import type { WireGuardDevice } from '../kind/wireguard-device.js';
import { namesOf, publicNetns } from '../mark/names.js';
import { accessPointAllowedIPs, type MeshPeer, peersOf } from '../topology/peer.js';
import type { Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';

/**
 * Returns the device's key, its port, and its peers: the other network resources, then the access points that dial it.
 */
export function wireguard(
  topology: Topology,
  vertex: Vertex,
): readonly (WireGuardDevice | ListenPort | Peer)[] {
  const { id: owner, policy } = topology.network;
  const { netns, wireguard: device } = namesOf(owner);
  const { resource, accessPoints, socket } = vertex;
  const { mode, seconds } = policy.keepalive;
  const birth = socket === 'public' ? { birth: publicNetns } : {};
  const resources: (WireGuardDevice | ListenPort | Peer)[] = [
    {
      kind: 'WireGuardDevice',
      owner,
      netns,
      device,
      publicKey: resource.publicKey,
      reason: 'key of this node',
    },
    {
      kind: 'ListenPort',
      owner,
      netns,
      device,
      ...birth,
      port: resource.listenPort,
      reason: 'port peers dial',
    },
  ];
  for (const peer of peersOf(topology, vertex)) {
    const { publicKey } = peer.vertex.resource;
    const { endpoint, allowedIPs, persistentKeepalive } = peer;
    // Not spread: there may be a million peers, and a spread takes as long as ten objects.
    const wanted: Writable<Peer> = {
      kind: 'Peer',
      owner,
      netns,
      device,
      publicKey,
      allowedIPs,
      reason: reasonOf(peer),
    };
    if (endpoint !== undefined) wanted.endpoint = endpoint;
    if (persistentKeepalive !== undefined) wanted.persistentKeepalive = persistentKeepalive;
    resources.push(wanted);
  }
  for (const accessPoint of accessPoints) {
    resources.push({
      kind: 'Peer',
      owner,
      netns,
      device,
      publicKey: accessPoint.publicKey,
      allowedIPs: accessPointAllowedIPs(accessPoint),
      ...(mode === 'every-peer' && seconds > 0 ? { persistentKeepalive: seconds } : {}),
      reason: `access point ${accessPoint.name}, it dials us`,
    });
  }
  return resources;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function reasonOf({ vertex, family, endpoint, dialled, allowedIPs }: MeshPeer): string {
  const carries = allowedIPs.length > vertex.allowedIPs.length ? 'carrying' : 'alone';
  const way = endpoint === undefined ? 'dialled' : dialled ? 'both' : 'dials';
  return vertex.node.id + reasons[family][way][carries];
}

const behind = ', carries what lies behind it';

const reasonsOver = (family: string) => ({
  dialled: { alone: `, it dials us over ${family}`, carrying: `, it dials us over ${family}${behind}` },
  dials: { alone: `, we dial it over ${family}`, carrying: `, we dial it over ${family}${behind}` },
  both: { alone: `, both dial over ${family}`, carrying: `, both dial over ${family}${behind}` },
});

const reasons = { ipv4: reasonsOver('IPv4'), ipv6: reasonsOver('IPv6') };
