import { appendFileSync, existsSync, readFileSync, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Applied,
  type Check,
  type JournalEntry,
  type LinuxOptions,
  type NicOwner,
  type Pending,
  type ProbeEvent,
  Refusal,
  type Snapshot,
  systemClock,
} from '@networkd/executor-linux';
import {
  basisOf,
  type Candidate,
  type Change,
  diff,
  type EgressAddress,
  type ExecutionError,
  type ExecutionEvent,
  type NodeFacts,
  type NodeState,
  type Plan,
  type PublicKey,
  type Receipt,
  type Resource,
  stateAfter,
} from '@networkd/planner';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Linux, LoadLinux } from '../../src/machine.js';

/** The machine that the fake executor works on: a file in the working folder. */
export interface FakeNode {
  readonly observed: NodeState;
  /** How the next apply ends, after its first operation. */
  readonly fails?: ExecutionError;
  /** An apply waits at its first operation until this file is there. */
  readonly waitsFor?: string;
  readonly lastApplied?: Applied;
  readonly expected?: Snapshot;
  readonly history?: readonly JournalEntry[];
  readonly pending?: Pending;
  readonly checks?: readonly Check[];
  /** What of what should be there was looked at, and works or does not. */
  readonly health?: readonly Check[];
  readonly key?: true;
  /** What the node surveys about itself, or why it cannot. */
  readonly facts?: NodeFacts;
  readonly blind?: ExecutionError;
  /** What probing finds, one a try; the last for ever. */
  readonly candidates?: readonly (readonly Candidate[])[];
  /** The addresses towards the Internet that networks are remembered to have. */
  readonly egressAddresses?: Readonly<Record<string, EgressAddress>>;
  /** Does an endpoint answer, and one that a tenant dials? */
  readonly internet?: boolean;
  readonly tenantInternet?: boolean;
  /** Who owns NICs. */
  readonly owners?: readonly NicOwner[];
}

/** One thing the executor was asked to do, being loaded included; a line each in `calls`. */
export interface Call {
  readonly name: string;
  readonly options?: LinuxOptions;
  readonly plan?: string;
  readonly undoes?: string;
}

const read = (): FakeNode => JSON.parse(readFileSync('fake.json', 'utf8'));
const note = (call: Call) => appendFileSync('calls', `${JSON.stringify(call)}\n`);

const fake: Linux = {
  systemClock,
  linux: (options) => ({
    survey: (node) =>
      answer(() => {
        note({ name: 'survey' });
        const { facts, blind } = read();
        if (blind !== undefined) throw new Refusal(blind);
        const nothing = { nics: [], links: [], wireguardPorts: [], otherPorts: [], lanHints: [] };
        return Promise.resolve({ ...nothing, ...facts, node });
      }),
    probe: ({ ignore = [] }, tell) =>
      TE.fromIO(() => {
        note({ name: 'probe' });
        const { candidates = [], ...rest } = read();
        const [first = [], ...more] = candidates;
        if (more.length > 0) writeFileSync('fake.json', JSON.stringify({ ...rest, candidates: more }));
        const probed = first.filter(({ nic }) => !ignore.includes(nic.name));
        for (const candidate of probed) tellProbe(candidate, tell);
        return probed;
      }),
    observe: (node, networks) =>
      TE.fromIO(() => {
        note({ name: 'observe', options });
        return ofOwners({ ...read().observed, node }, networks);
      }),
    apply: (plan, events, { undoes } = {}) =>
      answer(() => {
        note({ name: 'apply', options, plan: plan.hash, ...(undoes === undefined ? {} : { undoes }) });
        return apply(plan, events, options, undoes);
      }),
    egressAddresses: () => TE.right(new Map(Object.entries(read().egressAddresses ?? {}))),
    history: () => TE.right(read().history ?? []),
    lastApplied: () => TE.right(read().lastApplied),
    expected: () => TE.right(read().expected),
    health: () => TE.right(read().health ?? []),
    confirm: () => {
      const { pending } = read();
      return pending === undefined
        ? TE.left({ kind: 'refused', message: 'nothing waits for confirmation' })
        : TE.right(pending);
    },
    guard: (events) =>
      TE.fromIO(() => {
        note({ name: 'guard', options });
        const { pending } = read();
        if (pending === undefined) return undefined;
        events({ kind: 'RollingBack', plan: pending.plan, operations: 1 });
        return { plan: pending.plan, node: 'a', operations: 1, applied: true };
      }),
  }),
  Refusal,
  nicOwners: (nics) => (read().owners ?? []).filter(({ nic }) => nics.includes(nic)),
  reachInternet: (endpoints, _, origin) => {
    note({ name: 'reach' });
    const [endpoint = ''] = endpoints;
    const { internet, tenantInternet } = read();
    return Promise.resolve(
      internet === false || (origin === 'tenants' && tenantInternet === false)
        ? { kind: 'Unreached', endpoints: endpoints.map((each) => ({ endpoint: each, why: 'no route' })) }
        : { kind: 'Reached', by: { endpoint, milliseconds: 3 } },
    );
  },
  watch: (tell) => {
    watchFile('fake.json', { interval: 10 }, () => tell({ subjects: ['address'], devices: [] }));
    return { stop: () => Promise.resolve(unwatchFile('fake.json')) };
  },
  doctor: async () => read().checks ?? [],
  generateKey: (_, network) => {
    if (read().key !== undefined)
      throw new Refusal({ kind: 'refused', message: `${network}.key: there is one` });
    return publicKey;
  },
  showKey: (_, network) => {
    if (read().key !== undefined) return publicKey;
    throw new Refusal({ kind: 'refused', message: `${network}.key: there is no key` });
  },
};

/** Loads the fake executor. */
export const load: LoadLinux = () => {
  note({ name: 'load' });
  return Promise.resolve(fake);
};

function tellProbe(candidate: Candidate, tell: (event: ProbeEvent) => void): void {
  const { nic, ipv4, ipv6 } = candidate;
  tell({ kind: 'Probing', nic: nic.name });
  if (!nic.carrier) tell({ kind: 'NoCarrier', nic: nic.name });
  if (ipv4 !== undefined) tell({ kind: 'Answered', nic: nic.name, family: 'ipv4', offer: ipv4 });
  if (ipv6 !== undefined) tell({ kind: 'Answered', nic: nic.name, family: 'ipv6', offer: ipv6 });
  tell({ kind: 'Probed', nic: nic.name, candidate });
}

const publicKey = 'B/tZ2WszHG7Rax1AmESgw41QSu2ydk+Ijkx498YCExQ=' as PublicKey;

function answer<A>(work: () => Promise<A>): TE.TaskEither<ExecutionError, A> {
  return TE.tryCatch(work, (error) => {
    if (error instanceof Refusal) return error.error;
    throw error;
  });
}

async function apply(
  plan: Plan,
  tell: (event: ExecutionEvent) => void,
  { confirm }: LinuxOptions,
  undoes: string | undefined,
): Promise<Receipt> {
  const node = read();
  const { hash, operations, owners } = plan;
  const ids = owners.map(({ id }) => id);
  const observed = ofOwners({ ...node.observed, node: plan.node }, ids);
  if (basisOf(observed) !== plan.basis) {
    const differences = plan.changes.flatMap((change) =>
      change.kind === 'Create' ? [] : otherwise(change.before, observed),
    );
    const message = 'the node is no longer in the state that the plan was computed from: plan again';
    throw new Refusal({ kind: 'stale-basis', message, differences });
  }
  if (operations.length === 0 && undoes === undefined) {
    return { plan: hash, node: plan.node, operations: 0, applied: false };
  }
  if (confirm !== undefined) tell({ kind: 'Armed', deadline: '2030-01-01T00:00:00.000Z' });
  tell({ kind: 'Started', plan: hash, operations: operations.length });
  for (const [index, operation] of operations.entries()) {
    tell({ kind: 'Done', operation, index });
    await sleep(1); // as a process would, this lets what happened meanwhile be heard of
    for (; node.waitsFor !== undefined && !existsSync(node.waitsFor); ) await sleep(10);
    if (node.fails === undefined) continue;
    if (node.fails.failure !== undefined) tell({ kind: 'Failed', failure: node.fails.failure });
    throw new Refusal(node.fails);
  }
  const after = stateAfter(plan, observed);
  const others = node.observed.resources.filter(({ owner }) => !ids.includes(owner));
  const state = { ...node.observed, node: plan.node, resources: [...others, ...after.resources] };
  const before = { owners: owners.map(({ id }) => ({ id, removed: true as const })), state: observed };
  const lastApplied = { plan: hash, node: plan.node, owners, before };
  const remembered = undoes === undefined ? { lastApplied } : {};
  writeFileSync('fake.json', JSON.stringify({ ...node, ...remembered, observed: state }));
  tell({ kind: 'Finished', plan: hash });
  return { plan: hash, node: plan.node, operations: operations.length, applied: true };
}

/** What is otherwise with one resource. */
function otherwise(counted: Resource, { resources }: NodeState): readonly Change[] {
  const alike = resources.filter(({ kind }) => kind === counted.kind);
  return diff([counted], alike).filter(({ kind }) => kind !== 'Delete');
}

function ofOwners(state: NodeState, owners: readonly string[] | undefined): NodeState {
  if (owners === undefined) return state;
  return { ...state, resources: state.resources.filter(({ owner }) => owners.includes(owner)) };
}
