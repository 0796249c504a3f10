import {
  choosePublicUplink,
  desiredNode,
  type InterfaceName,
  membersOf,
  type NodePlanRequest,
  type NodeState,
  type NodeWishes,
  nodeOwner,
  type Plan,
  planNode,
  planTowards,
  type Resource,
} from '../../src/index.js';
import {
  emptyKernel,
  type Kernel,
  nicNames,
  observe,
  runAll,
  surveyed,
  withForeign,
} from '../../src/testing/index.js';
import { right } from '../right.js';

/** A node that has just started: its NICs, and what somebody else has in the host's namespace. */
export function started(): Kernel {
  const nics = nicNames.map((name) => ({ kind: 'Link', name }) as const);
  return [...nics, { kind: 'Link', name: 'docker0', addresses: ['172.17.0.1/16'] } as const].reduce(
    withForeign,
    emptyKernel(),
  );
}

/** The plan from what is on the node to what is wished. */
export function nodePlan(kernel: Kernel, request: NodePlanRequest): Plan {
  return right(
    planNode({
      ...request,
      ...surveyed(kernel, request),
      observed: observeMembers(kernel, request),
    }),
  );
}

/** What is on the node, and on the NICs that are to be members. */
export function observeMembers(kernel: Kernel, wishes: NodeWishes): NodeState {
  const observed = observe(kernel, wishes.node);
  const members = membersOf({ ...surveyed(kernel, wishes), observed });
  return observe(kernel, wishes.node, undefined, members);
}

/** The node after the plan, which must run to its end. */
export function broughtTo(kernel: Kernel, request: NodePlanRequest): Kernel {
  return carriedOut(kernel, nodePlan(kernel, request));
}

/** The kernel after all operations of a plan. */
export function carriedOut(kernel: Kernel, { operations }: Plan): Kernel {
  const { kernel: after, error } = runAll(kernel, operations);
  if (error !== undefined) throw new Error(`${error.errno}: ${JSON.stringify(error.operation)}`);
  return after;
}

/** The node without anything of its own network. */
export function cleared(kernel: Kernel, node: string, networks: readonly string[] = []): Kernel {
  const observed = observe(kernel, node);
  const ids = [nodeOwner, ...networks].map((id) => ({ id, removed: true as const }));
  return carriedOut(
    kernel,
    right(planTowards({ owners: ids, target: { ...observed, resources: [] }, observed })),
  );
}

/** What is on the node of its own, without the MTU of a NIC that a VLAN is on: it is found and not wished. */
export function ownResources({ resources }: NodeState): readonly Resource[] {
  const own = resources.filter(({ owner }) => owner === nodeOwner);
  return sorted(
    own.map((each) => {
      if (each.kind !== 'Link') return each;
      const { lowerMtu: _, ...link } = each;
      return link;
    }),
  );
}

/** What is wished, without what is said for people. */
export function wishedResources(wishes: NodeWishes): readonly Resource[] {
  return sorted(desiredNode(wishes).resources.map(({ reason: _, ...each }) => each));
}

function sorted(resources: readonly Resource[]): readonly Resource[] {
  const text = (each: Resource) => JSON.stringify(Object.entries(each).sort());
  return resources.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** What a document leaves open stays as it stands, so the NIC of the public segment is named. */
export function named(wishes: NodeWishes): NodeWishes {
  const { publicConfig, config, uplink } = wishes;
  if (publicConfig !== undefined || config.publicUplink !== undefined) return wishes;
  const choice = choosePublicUplink(wishes);
  const name = choice.kind === 'dual' ? choice.interface : uplink.nics[0].name;
  return { ...wishes, config: { ...config, publicUplink: { interface: name as InterfaceName } } };
}
