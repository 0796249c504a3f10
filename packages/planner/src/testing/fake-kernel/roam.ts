import { host, type Kernel, type KernelPeer, withLink, withNamespace } from './state.js';

/** Where a peer was last heard from: what a handshake does to the kernel, not any operation of ours. */
export interface Handshake {
  readonly netns?: string;
  readonly device: string;
  readonly publicKey: string;
  /** As `192.0.2.7:4500`. */
  readonly endpoint: string;
  readonly secondsAgo: number;
}

/** Returns the kernel after a peer has shaken hands from some endpoint; unchanged where there is no such peer. */
export function withHandshake(kernel: Kernel, handshake: Handshake): Kernel {
  const { netns = host, device, publicKey, endpoint, secondsAgo } = handshake;
  const namespace = kernel.namespaces.get(netns);
  const link = namespace?.links.get(device);
  const peer = link?.wireguard?.peers.get(publicKey);
  if (namespace === undefined || link?.wireguard === undefined || peer === undefined) return kernel;
  const heard: KernelPeer = { ...peer, endpoint, latestHandshake: secondsAgo };
  const wireguard = { ...link.wireguard, peers: new Map(link.wireguard.peers).set(publicKey, heard) };
  return withNamespace(kernel, netns, withLink(namespace, { ...link, wireguard }));
}
