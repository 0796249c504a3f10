import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeState, nodeOwner, type Resource, runFolder } from '@networkd/planner';
import { makeFolder, readIfThere, replaceFile } from './file.js';
import { type Intention, type Memory, nothing, type Outcome } from './memory.js';

/**
 * A port is up and has no IPv6 of its own, and nothing in the kernel says whether it was so before. The NICs whose owners had them
 * down or without IPv6 are remembered, for as long as the kernel has them.
 */
const file = join(runFolder, 'nics.json');

/** The names of NICs, by how their owners had them. */
interface Owners {
  readonly down: ReadonlySet<string>;
  readonly withoutIpv6: ReadonlySet<string>;
}

/** Returns the state, and marks the ports whose owners had them down or without IPv6. */
function withOwners(state: NodeState): NodeState {
  if (!state.resources.some(isNicPort)) return state;
  const { down, withoutIpv6 } = remembered();
  const marked = (port: NicPort): Resource => ({
    ...port,
    ...(down.has(port.device) ? { wasDown: true } : {}),
    ...(withoutIpv6.has(port.device) ? { ipv6WasOff: true } : {}),
  });
  return { ...state, resources: state.resources.map((each) => (isNicPort(each) ? marked(each) : each)) };
}

/** Remembers of each NIC that the plan makes a member how its owner has it. */
function rememberOwners({ plan: { changes }, before: { resources } }: Intention): void {
  const taken = new Set(
    changes.flatMap(({ kind, ...each }) =>
      kind === 'Create' && 'after' in each && isNicPort(each.after) ? [each.after.device] : [],
    ),
  );
  const owners = resources.flatMap((each) => (each.kind === 'FreeNic' && taken.has(each.device) ? each : []));
  if (owners.length === 0) return;
  const known = remembered();
  const [down, withoutIpv6] = [new Set(known.down), new Set(known.withoutIpv6)];
  for (const { device, up, disableIpv6 } of owners) {
    keep(down, device, !up);
    keep(withoutIpv6, device, disableIpv6);
  }
  write({ down, withoutIpv6 }, known);
}

/**
 * Forgets the NICs that are no members of the node's own network, where the plan is of that: they are their owners'.
 * Somebody who left them so may have been killed before he could forget them.
 */
function settleOwners({ owners, resources }: Outcome): void {
  if (!owners.some(({ id }) => id === nodeOwner)) return;
  const ports = new Set(resources.flatMap((each) => (isNicPort(each) ? [each.device] : [])));
  const known = remembered();
  const still = (names: ReadonlySet<string>) => new Set([...names].filter((name) => ports.has(name)));
  write({ down: still(known.down), withoutIpv6: still(known.withoutIpv6) }, known);
}

function keep(names: Set<string>, name: string, isThere: boolean): void {
  if (isThere) names.add(name);
  else names.delete(name);
}

function write(owners: Owners, known: Owners): void {
  if (textOf(owners) === textOf(known)) return;
  makeFolder(runFolder);
  if (owners.down.size + owners.withoutIpv6.size === 0) rmSync(file, { force: true });
  else replaceFile(file, textOf(owners));
}

type NicPort = Extract<Resource, { kind: 'LinkMaster' }>;

function isNicPort(resource: Resource): resource is NicPort {
  return resource.kind === 'LinkMaster' && resource.disableIpv6 !== undefined;
}

function textOf({ down, withoutIpv6 }: Owners): string {
  return JSON.stringify({ down: [...down].toSorted(), withoutIpv6: [...withoutIpv6].toSorted() });
}

/** Returns how owners had their NICs. What cannot be read is not known: then a NIC is left up, and with IPv6. */
function remembered(): Owners {
  try {
    const { down, withoutIpv6 } = JSON.parse(readIfThere(file) ?? '{}');
    return { down: new Set(down), withoutIpv6: new Set(withoutIpv6) };
  } catch {
    return { down: new Set(), withoutIpv6: new Set() };
  }
}

export const nics: Memory = {
  lasts: 'until the next boot',
  amend: withOwners,
  seenBy: 'everybody',
  before: rememberOwners,
  learn: nothing,
  settle: settleOwners,
};
