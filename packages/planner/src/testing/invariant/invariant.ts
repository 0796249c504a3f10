/** What must hold of a mesh for all documents. */
export type InvariantName =
  | 'allowed-ips-disjoint'
  | 'allowed-ips-not-own'
  | 'peering-symmetric'
  | 'peering-family'
  | 'pair-reachable'
  | 'no-loop'
  | 'endpoint-dialable'
  | 'access-point-endpoint'
  | 'hidden-never-dialled'
  | 'mtu-carried'
  | 'keepalive-from-the-dialler'
  | 'listen-ports-unique'
  | 'listen-ports-stable'
  | 'aggregators-stable'
  | 'subnets-disjoint'
  | 'names-sound';

/** One way in which an invariant does not hold: the smallest nodes and prefixes that show it. */
export interface Violation {
  readonly invariant: InvariantName;
  /** Ids of nodes, names of access points, or both. */
  readonly nodes: readonly string[];
  readonly prefixes: readonly string[];
  readonly message: string;
}

/** Returns a violation of an invariant. */
export function violation(
  invariant: InvariantName,
  nodes: readonly string[],
  prefixes: readonly string[],
  message: string,
): Violation {
  return { invariant, nodes, prefixes, message };
}
