import * as E from 'fp-ts/lib/Either.js';
import type {
  WireGuardRemovePeer,
  WireGuardSetDevice,
  WireGuardSetPeer,
} from '../../operation/verb/wireguard.js';
import { parseEndpoint } from '../../scalar/endpoint.js';
import { parseKeepalive } from '../../scalar/keepalive.js';
import { networkOf, parseInterfaceAddress } from '../../scalar/prefix.js';
import { present } from '../../scalar/present.js';
import {
  editLink,
  type Kernel,
  type KernelDevice,
  type KernelLink,
  type KernelPeer,
  type Outcome,
  without,
} from './state.js';

/**
 * Carries out `wg set DEVICE private-key listen-port`. The port is held in the device's birth namespace as soon as it
 * is set, not only once the device is up: stricter than Linux. A peer with the device's new key goes.
 */
export function setDevice(kernel: Kernel, operation: WireGuardSetDevice): Outcome<Kernel> {
  const { secret, publicKey, listenPort } = operation;
  if (secret !== undefined && publicKey === undefined) return E.left('EINVAL');
  return editDevice(kernel, operation, (device, link) => {
    if (listenPort !== undefined && listenPort !== 0 && isHeld(kernel, link, listenPort)) {
      return E.left('EADDRINUSE');
    }
    const { listenPort: before, ...rest } = device;
    const port = listenPort ?? before ?? 0;
    return E.right({
      ...rest,
      ...(port === 0 ? {} : { listenPort: port }),
      ...(publicKey === undefined ? {} : { publicKey, peers: without(device.peers, publicKey) }),
    });
  });
}

/**
 * Carries out `wg set DEVICE peer … allowed-ips …`. AllowedIPs and keepalive are replaced, an absent endpoint stays. A
 * prefix that another peer had moves here; a peer with the device's own key is silently ignored.
 */
export function setPeer(kernel: Kernel, operation: WireGuardSetPeer): Outcome<Kernel> {
  const { publicKey, endpoint, persistentKeepalive } = operation;
  if (endpoint !== undefined && E.isLeft(parseEndpoint(endpoint))) return E.left('EINVAL');
  if (persistentKeepalive !== undefined && E.isLeft(parseKeepalive(persistentKeepalive)))
    return E.left('EINVAL');
  const allowedIPs: string[] = [];
  for (const text of operation.allowedIPs) {
    const parsed = parseInterfaceAddress(text);
    if (E.isLeft(parsed)) return E.left('EINVAL');
    const { text: prefix } = networkOf(parsed.right.address, parsed.right.length);
    if (!allowedIPs.includes(prefix)) allowedIPs.push(prefix);
  }
  return editDevice(kernel, operation, (device) => {
    if (device.publicKey === publicKey) return E.right(device);
    const moved = new Set(allowedIPs);
    const peers = new Map([...device.peers].map(([key, peer]) => [key, withoutPrefixes(peer, moved)]));
    const before = device.peers.get(publicKey);
    const where = endpoint ?? before?.endpoint;
    peers.set(publicKey, {
      publicKey,
      ...present({ endpoint: where }),
      allowedIPs,
      ...(persistentKeepalive === undefined || persistentKeepalive === 0 ? {} : { persistentKeepalive }),
      ...(before?.latestHandshake === undefined ? {} : { latestHandshake: before.latestHandshake }),
    });
    return E.right({ ...device, peers });
  });
}

/**
 * Carries out `wg set DEVICE peer … remove`. Its prefixes go to nobody; a peer that is not there is no error to
 * WireGuard.
 */
export function removePeer(kernel: Kernel, operation: WireGuardRemovePeer): Outcome<Kernel> {
  return editDevice(kernel, operation, (device) =>
    E.right({ ...device, peers: without(device.peers, operation.publicKey) }),
  );
}

interface OnDevice {
  readonly netns?: string;
  readonly device: string;
}

function editDevice(
  kernel: Kernel,
  { netns, device }: OnDevice,
  edit: (wireguard: KernelDevice, link: KernelLink) => Outcome<KernelDevice>,
): Outcome<Kernel> {
  return editLink(kernel, netns, device, (link) => {
    if (link.wireguard === undefined) return E.left('EOPNOTSUPP');
    const wireguard = edit(link.wireguard, link);
    return E.isLeft(wireguard) ? wireguard : E.right({ ...link, wireguard: wireguard.right });
  });
}

function withoutPrefixes(peer: KernelPeer, prefixes: ReadonlySet<string>): KernelPeer {
  return { ...peer, allowedIPs: peer.allowedIPs.filter((each) => !prefixes.has(each)) };
}

/** Says whether a socket of others, or another device born in the same namespace, has the port. */
function isHeld(kernel: Kernel, { index, birth }: KernelLink, port: number): boolean {
  if (kernel.namespaces.get(birth)?.sockets.includes(port) === true) return true;
  for (const { links } of kernel.namespaces.values()) {
    for (const other of links.values()) {
      if (other.index !== index && other.birth === birth && other.wireguard?.listenPort === port) return true;
    }
  }
  return false;
}
