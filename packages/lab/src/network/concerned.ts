import { type MeshPeer, peersOf, type Topology, walker } from '@networkd/planner';

/** What a version concerns, of what the version before had as well. */
export interface Concerned {
  /**
   * Says whether it concerns the session of two peers: a key, a port or an endpoint is another, or only one of the
   * versions has it.
   */
  readonly session: (a: string, b: string) => boolean;
  /**
   * Says whether it concerns what two nodes send each other: their own prefixes, the way between them, or a session on
   * that.
   */
  readonly pair: (a: string, b: string) => boolean;
  /** Says whether it concerns peers on the way between two nodes, in nothing but prefixes of others or a keepalive. */
  readonly peers: (a: string, b: string) => boolean;
}

/** Compares two versions by what the planner says of them. */
export function concerned(before: Topology, after: Topology): Concerned {
  const [old, fresh] = [groundOf(before), groundOf(after)];
  const differs = (what: keyof Concerned) => (a: string, b: string) =>
    JSON.stringify(old[what](a, b)) !== JSON.stringify(fresh[what](a, b));
  const [session, pair, peers] = [differs('session'), differs('pair'), differs('peers')];
  return { session, pair, peers: (a, b) => peers(a, b) && !pair(a, b) };
}

/** What sessions, pairs and peers stand on in one version, as values to be compared. */
type Ground = { readonly [What in keyof Concerned]: (a: string, b: string) => unknown };

function groundOf(topology: Topology): Ground {
  const walk = walker(topology);
  const resourceOf = (node: string) => topology.vertexByNode.get(node)?.resource;
  const endOf = (node: string) => [resourceOf(node)?.publicKey, resourceOf(node)?.listenPort];
  const prefixesOf = (node: string) => [resourceOf(node)?.subnet.text, resourceOf(node)?.subnet6?.text];
  const session = (a: string, b: string) => [
    ...[a, b].map(endOf),
    ...bothSides(topology, a, b).map((peer) => peer?.endpoint),
  ];
  const way = (a: string, b: string) => {
    const reach = walk(a, b);
    return [reach?.kind, reach?.hops.map(({ from, to }) => [from, to, session(from, to)])];
  };
  return {
    session,
    pair: (a, b) => [prefixesOf(a), prefixesOf(b), way(a, b), way(b, a)],
    peers: (a, b) =>
      walk(a, b)?.hops.map(({ from, to }) =>
        bothSides(topology, from, to).map((peer) => [peer?.allowedIPs, peer?.persistentKeepalive]),
      ),
  };
}

/** Returns two nodes as peers of each other: what each is given of the other. Nothing where they are no peers. */
function bothSides(topology: Topology, a: string, b: string): readonly (MeshPeer | undefined)[] {
  return [
    [a, b],
    [b, a],
  ].map(([node = '', other]) => {
    const vertex = topology.vertexByNode.get(node);
    return vertex && peersOf(topology, vertex).find((peer) => peer.vertex.node.id === other);
  });
}
