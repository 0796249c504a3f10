import {
  type Candidate,
  emptyState,
  type Nic,
  type NodeFacts,
  type NodeState,
  type Plan,
  parseInterfaceName,
  stateAfter,
  type VirtualLink,
} from '@networkd/planner';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Applied, Remembered, Snapshot } from '../../src/port/executor.js';
import type { Internet, NicOwner } from '../../src/port/machine.js';
import type { Ports } from '../../src/port/ports.js';
import { right } from '../right.js';
import { fakeClock } from './clock.js';
import { nodeA } from './nic.js';

/** What a fake node is like. All of it may be changed while it is looked at. */
export interface FakeNode {
  state: NodeState;
  nics: readonly Nic[];
  /** The links of the host that are not NICs, once there is a bridge `zos`. */
  links: readonly VirtualLink[];
  candidates: readonly Candidate[];
  /** Which of these endpoints answers, as they are dialled from there. */
  answers: (endpoint: string, origin: 'uplink' | 'tenants') => boolean;
  owners: readonly NicOwner[];
  history: Remembered[];
  applied: Applied[];
}

/** A node with nothing on it, whom every endpoint answers. */
export function fakeNode(given: Partial<FakeNode> = {}): FakeNode {
  return {
    state: emptyState(nodeA),
    nics: [],
    links: [],
    candidates: [],
    answers: () => true,
    owners: [],
    history: [],
    applied: [],
    ...given,
  };
}

const host = right(parseInterfaceName('zos'));

/** What an operator has of a fake node: what it applies becomes the node's state, and is remembered. */
export function portsOf(node: FakeNode): Ports & { readonly clock: ReturnType<typeof fakeClock> } {
  const clock = fakeClock();
  return {
    clock,
    machine: {
      reachInternet: (endpoints, _, origin) => Promise.resolve(reached(node, endpoints, origin)),
      nicOwners: (names) => node.owners.filter(({ nic }) => names.includes(nic)),
    },
    executor: {
      survey: () => TE.fromIO(() => factsOf(node)),
      probe: ({ ignore = [] }) =>
        TE.fromIO(() => node.candidates.filter(({ nic }) => !ignore.includes(nic.name))),
      observe: (_, ids) => TE.fromIO(() => ofOwners(node.state, ids)),
      apply: (plan, tell, { undoes } = {}) =>
        TE.fromIO(() => {
          const { hash, operations, owners } = plan;
          const receipt = { plan: hash, node: plan.node, operations: operations.length };
          if (operations.length === 0) return { ...receipt, applied: false };
          const entry = { plan: hash, owners, time: clock.date().toISOString() };
          const before: Snapshot = { owners: owners.map(({ id }) => ({ id })), state: node.state };
          if (undoes === undefined) node.applied.push({ ...entry, node: plan.node, before });
          else node.applied.pop();
          node.history.push({ ...entry, kind: 'Intended' }, { ...entry, kind: 'Applied' });
          node.state = after(plan, node.state);
          tell({ kind: 'Finished', plan: hash });
          return { ...receipt, applied: true };
        }),
      egressAddresses: () => TE.right(new Map()),
      history: () => TE.fromIO(() => node.history),
      lastApplied: () => TE.fromIO(() => node.applied.at(-1)),
      expected: () =>
        TE.fromIO(() => {
          const last = node.applied.at(-1);
          return last && { owners: last.owners, state: node.state };
        }),
      health: () => TE.right([]),
    },
  };
}

function reached(
  { answers }: FakeNode,
  endpoints: readonly string[],
  origin: 'uplink' | 'tenants',
): Internet {
  const endpoint = endpoints.find((each) => answers(each, origin));
  return endpoint === undefined
    ? { kind: 'Unreached', endpoints: endpoints.map((each) => ({ endpoint: each, why: 'no route' })) }
    : { kind: 'Reached', by: { endpoint, milliseconds: 3 } };
}

/** The bridge has its members, and what its segment offers, as soon as it is there. */
function factsOf({ state, nics, links }: FakeNode): NodeFacts {
  const members = state.resources.flatMap((each) =>
    each.kind === 'LinkMaster' && each.master === host ? [each.device] : [],
  );
  const isThere = state.resources.some((each) => each.kind === 'Link' && each.name === host);
  return {
    node: nodeA,
    nics: nics.map((each) => (members.includes(each.name) ? { ...each, master: host } : each)),
    links: isThere ? links : [],
    wireguardPorts: [],
    otherPorts: [],
    lanHints: [],
  };
}

function ofOwners(state: NodeState, ids: readonly string[] | undefined): NodeState {
  if (ids === undefined) return state;
  return { ...state, resources: state.resources.filter(({ owner }) => ids.includes(owner)) };
}

function after(plan: Plan, state: NodeState): NodeState {
  const ids = plan.owners.map(({ id }) => id as string);
  const others = state.resources.filter(({ owner }) => !ids.includes(owner));
  return { ...state, resources: [...others, ...stateAfter(plan, ofOwners(state, ids)).resources] };
}
