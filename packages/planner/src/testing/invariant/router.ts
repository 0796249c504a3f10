import * as E from 'fp-ts/lib/Either.js';
import type { Resource } from '../../kind/resource.js';
import { iifname, oifname } from '../../nft/match.js';
import { writeRule } from '../../nft/rule-syntax.js';
import { accept } from '../../nft/statement.js';
import { type Address, type Family, parseAddress } from '../../scalar/address.js';
import {
  contains,
  hostPrefix,
  networkOf,
  type Prefix,
  parseInterfaceAddress,
  parsePrefix,
} from '../../scalar/prefix.js';
import { present } from '../../scalar/present.js';
import type { NodeState } from '../../state/node-state.js';

/** A WireGuard peer with its AllowedIPs read. */
export interface RouterPeer {
  readonly publicKey: string;
  readonly endpoint?: string;
  readonly persistentKeepalive?: number;
  readonly allowedIPs: readonly Prefix[];
}

/**
 * What a network resource makes of packets, read from its state alone and by none of the code that planned it: the
 * networks it is itself attached to, those it sends into the tunnel, and the peers there.
 */
export interface Router {
  /** Id of the node or name of the access point. */
  readonly name: string;
  readonly network: string;
  readonly publicKey: string;
  readonly listenPort?: number;
  readonly local: readonly Prefix[];
  readonly tunnelled: readonly Prefix[];
  readonly peers: readonly RouterPeer[];
  /** Families in which it passes packets from the mesh back into the mesh. */
  readonly forwards: readonly Family[];
}

/** Returns a router for every network resource in the states: one a node and network. */
export function routersOf(states: readonly NodeState[]): readonly Router[] {
  return states.flatMap(({ node, resources }) => {
    const byNetwork = new Map<string, Resource[]>();
    for (const each of resources) byNetwork.set(each.owner, [...(byNetwork.get(each.owner) ?? []), each]);
    return [...byNetwork].flatMap(([network, own]) => routerOf(node, network, own) ?? []);
  });
}

/**
 * Returns the peer to which WireGuard sends what is for this address: the longest matching prefix of all AllowedIPs
 * decides.
 */
export function peerFor({ peers }: Router, address: Address): RouterPeer | undefined {
  let best: RouterPeer | undefined;
  let length = -1;
  for (const peer of peers) {
    const found = longestMatch(peer.allowedIPs, address);
    if (found > length) {
      best = peer;
      length = found;
    }
  }
  return best;
}

/** Returns the length of the longest of the prefixes that holds the address; -1 where no prefix does. */
export function longestMatch(prefixes: readonly Prefix[], address: Address): number {
  let longest = -1;
  for (const prefix of prefixes) {
    if (prefix.length > longest && contains(prefix, address)) longest = prefix.length;
  }
  return longest;
}

/** Parses the text of a prefix. Throws where it is no prefix, which is a defect. */
export function prefixOf(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (E.isLeft(parsed)) throw new Error(`not a prefix: ${text}`);
  return parsed.right;
}

/** Returns the address of `185.69.166.10:7001` or `[2a02:1802:5e::a]:7001`. */
export function addressOfEndpoint(endpoint: string): Address {
  const text = endpoint.slice(0, endpoint.lastIndexOf(':')).replace(/^\[|\]$/g, '');
  const parsed = parseAddress(text);
  if (E.isLeft(parsed)) throw new Error(`not an endpoint: ${endpoint}`);
  return parsed.right;
}

function routerOf(name: string, network: string, resources: readonly Resource[]): Router | undefined {
  const device = resources.find((each) => each.kind === 'WireGuardDevice');
  if (device === undefined) return undefined;
  const port = resources.find((each) => each.kind === 'ListenPort');
  const local: Prefix[] = [];
  const tunnelled: Prefix[] = [];
  for (const each of resources) {
    if (each.kind === 'Route')
      (each.device === device.device ? tunnelled : local).push(prefixOf(each.destination));
    if (each.kind !== 'Address') continue;
    const parsed = parseInterfaceAddress(each.address);
    if (E.isLeft(parsed)) continue;
    local.push(hostPrefix(parsed.right.address));
    (each.device === device.device ? tunnelled : local).push(
      networkOf(parsed.right.address, parsed.right.length),
    );
  }
  return {
    name,
    network,
    publicKey: device.publicKey,
    ...(port === undefined ? {} : { listenPort: port.port }),
    local,
    tunnelled,
    peers: peersIn(resources),
    forwards: forwardedFamilies(resources, device.device),
  };
}

function peersIn(resources: readonly Resource[]): readonly RouterPeer[] {
  return resources.flatMap((each) =>
    each.kind === 'Peer'
      ? [
          {
            publicKey: each.publicKey,
            ...present({ endpoint: each.endpoint }),
            ...(each.persistentKeepalive === undefined
              ? {}
              : { persistentKeepalive: each.persistentKeepalive }),
            allowedIPs: each.allowedIPs.map(prefixOf),
          },
        ]
      : [],
  );
}

/**
 * Returns the families that are forwarded: the kernel must forward the family, and the firewall let the mesh through to
 * the mesh.
 */
function forwardedFamilies(resources: readonly Resource[], device: string): readonly Family[] {
  const transit = writeRule(accept(iifname(device), oifname(device)));
  if (!resources.some((each) => each.kind === 'NftTable' && each.ruleset.includes(transit))) return [];
  const isOn = (key: string) =>
    resources.some((each) => each.kind === 'Sysctl' && each.key === key && each.value === '1');
  return [
    ...(isOn('net.ipv4.ip_forward') ? (['ipv4'] as const) : []),
    ...(isOn('net.ipv6.conf.all.forwarding') ? (['ipv6'] as const) : []),
  ];
}
