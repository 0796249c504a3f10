import type {
  Candidate,
  EgressAddresses,
  ExecutionError,
  ExecutionEvent,
  Executor,
  LeaseOffer,
  NodeConfig,
  NodeFacts,
  NodeId,
  NodeState,
  Offer,
  Plan,
  Receipt,
} from '@networkd/planner';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/**
 * The executor of a node, which also knows its NICs and remembers what it did. `@networkd/executor-linux` implements
 * it.
 */
export interface NodeExecutor extends Executor {
  /** Applies a plan, as the planner's port does. `undoes` names the plan that this one takes back. */
  readonly apply: (
    plan: Plan,
    events: (event: ExecutionEvent) => void,
    options?: { readonly undoes?: string },
  ) => TaskEither<ExecutionError, Receipt>;
  /** Returns what the node can say of itself, its NICs above all. */
  readonly survey: (node: NodeId) => TaskEither<ExecutionError, NodeFacts>;
  /** Finds what is at the other end of each NIC's cable. */
  readonly probe: (
    request: ProbeRequest,
    events: (event: ProbeEvent) => void,
  ) => TaskEither<ExecutionError, readonly Candidate[]>;
  /** Returns the addresses towards the Internet that networks on this node have or had. */
  readonly egressAddresses: () => TaskEither<ExecutionError, EgressAddresses>;
  /** Returns every intent to apply and how it ended, oldest first. */
  readonly history: () => TaskEither<ExecutionError, readonly Remembered[]>;
  /** Returns the last apply that has not been taken back. */
  readonly lastApplied: () => TaskEither<ExecutionError, Applied | undefined>;
  /** Returns what the node should be by all that was applied. Returns nothing where nothing was applied. */
  readonly expected: () => TaskEither<ExecutionError, Snapshot | undefined>;
  /** Checks whether what should be there works. */
  readonly health: (expected: NodeState) => TaskEither<ExecutionError, readonly Check[]>;
}

/** Which NICs are probed, and how. */
export interface ProbeRequest {
  /** Names of NICs that are left alone. */
  readonly ignore?: readonly string[];
  /** The VLAN in which is probed. */
  readonly vlan?: NodeConfig['uplink']['vlan'];
}

/** What a probe says while it works. */
export type ProbeEvent =
  | { readonly kind: 'Probing' | 'NoCarrier'; readonly nic: string }
  | { readonly kind: 'Answered'; readonly nic: string; readonly family: 'ipv4'; readonly offer: LeaseOffer }
  | { readonly kind: 'Answered'; readonly nic: string; readonly family: 'ipv6'; readonly offer: Offer }
  | { readonly kind: 'Probed'; readonly nic: string; readonly candidate: Candidate };

/**
 * A line of an executor's journal. `Intended` is written before anything is touched, any other kind says how it ended.
 */
export interface Remembered {
  readonly kind: string;
  /** ISO 8601. */
  readonly time: string;
  readonly plan: string;
  readonly owners: Plan['owners'];
}

/** A state of a node, and the versions of the networks in it. */
export interface Snapshot {
  readonly owners: Plan['owners'];
  readonly state: NodeState;
}

/** An apply that stands, and the state before it. */
export interface Applied {
  readonly plan: string;
  readonly node: string;
  readonly owners: Plan['owners'];
  readonly before: Snapshot;
}

/** One thing that was looked at, and what was found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** It works, and something is going to stand in the way. */
  readonly warning?: true;
  readonly found: string;
  /** Who stands in the way, where that is known. */
  readonly who?: string;
  /** What to do where it is lacking. */
  readonly remedy?: string;
}
