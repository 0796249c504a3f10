import type { NoPeering } from '../error.js';
import type { Address, Family } from '../scalar/address.js';
import { contains, firstAddress, type Prefix } from '../scalar/prefix.js';
import { type Access, accessAddress, accessPointsOf, accessRanges } from './access.js';
import { cryptokeyRouting } from './cryptokey.js';
import type { MeshPeer } from './peer.js';
import { whyNoPeering } from './peering.js';
import { forwards, type Topology } from './topology.js';
import { ownPrefixes, type Vertex } from './vertex.js';

/** One hop of a packet: between two WireGuard peers, over one family, and which of them can dial. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly family: Family;
  readonly diallers: readonly string[];
}

/**
 * Why a packet does not arrive: an end is down, or the node `at` has no peer for it, refuses its source, or does not
 * forward; `loop` names a node it came through twice.
 */
export type Drop = 'down' | 'no-route' | 'source-refused' | 'not-forwarding' | 'loop';

/** Whether packets get from one end of the mesh to another, found by walking them there. */
export type Reach =
  | { readonly kind: 'Direct'; readonly from: string; readonly to: string; readonly hops: readonly Hop[] }
  | {
      readonly kind: 'Via';
      readonly from: string;
      readonly to: string;
      readonly hops: readonly Hop[];
      /** Why it is not direct; absent for an access point, which always goes via its node. */
      readonly why?: NoPeering;
    }
  | {
      readonly kind: 'Unreachable';
      readonly from: string;
      readonly to: string;
      readonly hops: readonly Hop[];
      readonly drop: Drop;
      readonly at: string;
      readonly why?: NoPeering;
    };

/** A place packets begin and end: a network resource, or an access point with the node it dials. */
type End = Vertex | Access;

/** Returns the ends of the mesh by name, network resources first: what a `walker` may be asked about. */
export function endsOf(topology: Topology): readonly string[] {
  return [...topology.vertices, ...accessPointsOf(topology)].map(nameOf);
}

/**
 * Returns a function that walks packets from one end to another, hop by hop, with WireGuard's source check. Each
 * node sends to the peer whose AllowedIPs hold the destination, and takes only what comes from the peer whose
 * AllowedIPs hold the source (wg(8), cryptokey routing). It tries every prefix of the two ends, IPv4 and IPv6. It
 * returns `undefined` for names that are not in the network.
 */
export function walker(topology: Topology): (from: string, to: string) => Reach | undefined {
  const ends = new Map<string, End>(
    [...accessPointsOf(topology), ...topology.vertices].map((end) => [nameOf(end), end]),
  );
  const mesh: Mesh = { topology, peerFor: cryptokeyRouting(topology) };
  return (from, to) => {
    const [source, target] = [ends.get(from), ends.get(to)];
    return source === undefined || target === undefined ? undefined : reach(mesh, source, target);
  };
}

/** A topology with its cryptokey routing. */
interface Mesh {
  readonly topology: Topology;
  readonly peerFor: (at: Vertex, address: Address) => MeshPeer | undefined;
}

function reach(mesh: Mesh, from: End, to: End): Reach {
  const [source, target] = [vertexAt(from), vertexAt(to)];
  const names = { from: nameOf(from), to: nameOf(to) };
  const down = [source, target].find(({ node }) => node.down);
  if (down !== undefined) return { kind: 'Unreachable', ...names, hops: [], drop: 'down', at: down.node.id };
  if (from === to) return { kind: 'Direct', ...names, hops: [] };
  const why = 'accessPoint' in from || 'accessPoint' in to ? {} : { why: whyNoPeering(source, target) };
  let hops: readonly Hop[] = [];
  for (const [sent, received] of packets(from, to)) {
    const walked = walk(mesh, from, to, sent, received);
    if ('drop' in walked) return { kind: 'Unreachable', ...names, ...walked, ...why };
    hops = walked.hops;
  }
  return hops.length === 1 ? { kind: 'Direct', ...names, hops } : { kind: 'Via', ...names, hops, ...why };
}

interface Arrived {
  readonly hops: readonly Hop[];
}

interface Dropped extends Arrived {
  readonly drop: Drop;
  readonly at: string;
}

function walk(
  { topology, peerFor }: Mesh,
  from: End,
  to: End,
  source: Address,
  destination: Address,
): Arrived | Dropped {
  const hops: Hop[] = 'accessPoint' in from ? [accessHop(topology, from, 'up')] : [];
  const seen = new Set<Vertex>();
  let at = vertexAt(from);
  while (at !== vertexAt(to)) {
    if (seen.has(at)) return { hops, drop: 'loop', at: at.node.id };
    if (hops.length > 0 && !forwards(topology, at)) return { hops, drop: 'not-forwarding', at: at.node.id };
    seen.add(at);
    const peer = peerFor(at, destination);
    if (peer === undefined) return { hops, drop: 'no-route', at: at.node.id };
    hops.push(meshHop(at, peer));
    if (peerFor(peer.vertex, source)?.vertex !== at) {
      return { hops, drop: 'source-refused', at: peer.vertex.node.id };
    }
    at = peer.vertex;
  }
  if (!('accessPoint' in to)) return { hops };
  hops.push(accessHop(topology, to, 'down'));
  const taken = accessRanges(topology.network).some((range) => contains(range, source));
  return taken ? { hops } : { hops, drop: 'source-refused', at: to.accessPoint.name };
}

/** Returns a packet for every kind of prefix that both ends have, from the first's first address to the second's. */
function packets(from: End, to: End): readonly (readonly [Address, Address])[] {
  const [sources, targets] = [ownPrefixes(siteOf(from)), ownPrefixes(siteOf(to))];
  return sources.flatMap((source, i) => {
    const target = targets[i];
    return target === undefined ? [] : [[hostOf(source), hostOf(target)] as const];
  });
}

function hostOf(prefix: Prefix): Address {
  return firstAddress(prefix)?.address ?? { kind: prefix.kind, words: prefix.words, text: prefix.text };
}

function meshHop(from: Vertex, { vertex, family, endpoint, dialled }: MeshPeer): Hop {
  const diallers = [...(endpoint === undefined ? [] : [from.node.id]), ...(dialled ? [vertex.node.id] : [])];
  return { from: from.node.id, to: vertex.node.id, family, diallers };
}

function accessHop(
  { network }: Topology,
  { accessPoint: { name }, vertex }: Access,
  way: 'up' | 'down',
): Hop {
  const family = accessAddress(network, vertex)?.kind ?? 'ipv4';
  const [from, to] = way === 'up' ? [name, vertex.node.id] : [vertex.node.id, name];
  return { from, to, family, diallers: [name] };
}

function vertexAt(end: End): Vertex {
  return 'accessPoint' in end ? end.vertex : end;
}

function siteOf(end: End) {
  return 'accessPoint' in end ? end.accessPoint : end.resource;
}

function nameOf(end: End): string {
  return 'accessPoint' in end ? end.accessPoint.name : end.node.id;
}
