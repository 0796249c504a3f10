import type {
  Candidate,
  EgressAddresses,
  ExecutionError,
  ExecutionEvent,
  Executor,
  NodeFacts,
  NodeId,
  NodeState,
  Plan,
  Receipt,
} from '@networkd/planner';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { type ApplyOptions, apply } from './apply/apply.js';
import { confirm } from './apply/confirm.js';
import { guard, settleExpired } from './apply/guard.js';
import { holding, withLock } from './apply/lock.js';
import { look } from './apply/look.js';
import { task } from './error.js';
import type { Check } from './health/check.js';
import { health } from './health/health.js';
import { rememberedEgressAddresses } from './memory/egress-addresses.js';
import { read } from './memory/journal.js';
import type { JournalEntry } from './memory/journal-entry.js';
import type { Pending } from './memory/pending.js';
import { type Applied, expected, lastApplied } from './memory/recall.js';
import type { Snapshot } from './memory/snapshot.js';
import { refuseForeignFolder } from './memory/trust.js';
import type { ProbeEvent } from './node/probe.js';
import { type ProbeRequest, probeAll } from './node/probe-all.js';
import { survey } from './node/survey.js';
import { clockOf, type LinuxOptions, meansOf, runOf } from './options.js';

/** An executor on the Linux machine it runs on, and what it remembers of its work. */
export interface LinuxExecutor extends Executor {
  /** Applies a plan as the port has it. `undoes` names the plan that this one takes back. */
  readonly apply: (
    plan: Plan,
    events: (event: ExecutionEvent) => void,
    options?: ApplyOptions,
  ) => TaskEither<ExecutionError, Receipt>;
  /** Returns what the node can say of itself, its NICs above all. Changes nothing. Errors: `not-observed`. */
  readonly survey: (node: NodeId) => TaskEither<ExecutionError, NodeFacts>;
  /**
   * Returns what is at the other end of each NIC's cable, and probes all at the same time. NICs that are in use are
   * left where they are. Errors: `not-observed`, and `refused` while somebody else is at work on this node.
   */
  readonly probe: (
    request: ProbeRequest,
    events: (event: ProbeEvent) => void,
  ) => TaskEither<ExecutionError, readonly Candidate[]>;
  /**
   * Returns the addresses towards the Internet that networks on this node have or had. The planner has to get them, so
   * that each network keeps its own. Errors: `refused` where they cannot be read.
   */
  readonly egressAddresses: () => TaskEither<ExecutionError, EgressAddresses>;
  /** Returns every intent and how it ended, the oldest first. */
  readonly history: () => TaskEither<ExecutionError, readonly JournalEntry[]>;
  /** Returns the last apply that has not been taken back, with the state before it. */
  readonly lastApplied: () => TaskEither<ExecutionError, Applied | undefined>;
  /** Returns what the node should be by all that was applied. Returns nothing where nothing was applied. */
  readonly expected: () => TaskEither<ExecutionError, Snapshot | undefined>;
  /**
   * Says whether what should be there works: addresses, gateways that answer, packets that pass everybody's rules.
   * Objects may be as they were left and lead nowhere. Errors: `not-observed`.
   */
  readonly health: (expected: NodeState) => TaskEither<ExecutionError, readonly Check[]>;
  /** Keeps what was applied with `confirm`. Errors: `refused` where nothing waits for it. */
  readonly confirm: () => TaskEither<ExecutionError, Pending>;
  /**
   * Waits for the deadline of what waits for confirmation, and rolls it back. Returns nothing where it was confirmed.
   */
  readonly guard: (
    events: (event: ExecutionEvent) => void,
  ) => TaskEither<ExecutionError, Receipt | undefined>;
}

/** Returns the executor of this machine. Needs root. */
export function linux(options: LinuxOptions): LinuxExecutor {
  const { state, secrets, lockTimeout = 0 } = options;
  const clock = clockOf(options);
  /** Looks at the folders before anything else: root carries out what is in them. */
  const own = <A>(work: () => Promise<A>) =>
    task(async () => {
      refuseForeignFolder(state);
      refuseForeignFolder(secrets);
      return await work();
    });
  return {
    observe: (node, owners, nics) =>
      task(async () => (await look(options, node, owners, nics, 'planner')).state),
    apply: (plan, events, { undoes } = {}) =>
      own(() =>
        withLock(clock, lockTimeout, async (lock) => {
          const locked = { ...options, lock };
          await settleExpired(locked, events, undoes);
          return apply(plan, locked, events, undoes === undefined ? {} : { undoes });
        }),
      ),
    survey: (node) => task(() => survey(meansOf(options), node)),
    probe: (request, events) =>
      own(() =>
        withLock(clock, lockTimeout, (lock) =>
          probeAll({ clock, run: holding(runOf(options), lock) }, { ...request, state }, events),
        ),
      ),
    egressAddresses: () => own(async () => rememberedEgressAddresses(state)),
    history: () => own(async () => read(state)),
    lastApplied: () => own(async () => lastApplied(state)),
    expected: () => own(async () => expected(state)),
    health: (state) => own(() => health(options, state)),
    confirm: () => own(async () => confirm(options)),
    guard: (events) => own(() => guard(options, events)),
  };
}
