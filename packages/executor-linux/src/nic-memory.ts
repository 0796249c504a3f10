import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeState, Plan, Resource } from '@networkd/planner';
import { makeFolder, readIfThere, replaceFile } from './state-folder.js';
import { runFolder } from './userspace-process.js';

/**
 * A port is up, and nothing in the kernel says whether it was before. The NICs whose owners had them down are remembered, for as
 * long as the kernel has them.
 */
const file = join(runFolder, 'nics.json');

/** The state, with the ports marked whose owners had them down. */
export function withOwners(state: NodeState): NodeState {
  if (!state.resources.some(isNicPort)) return state;
  const down = remembered();
  const resources = state.resources.map(
    (each): Resource => (isNicPort(each) && down.has(each.device) ? { ...each, wasDown: true } : each),
  );
  return { ...state, resources };
}

/** Remembers of each NIC that the plan makes a port how its owner has it. The caller holds the node's lock. */
export function rememberOwners({ changes }: Plan, { resources }: NodeState): void {
  const taken = new Set(
    changes.flatMap(({ kind, ...each }) =>
      kind === 'Create' && 'after' in each && isNicPort(each.after) ? [each.after.device] : [],
    ),
  );
  const owners = resources.flatMap((each) => (each.kind === 'FreeNic' && taken.has(each.device) ? each : []));
  if (owners.length === 0) return;
  const known = remembered();
  const down = new Set(known);
  for (const { device, up } of owners) {
    if (up) down.delete(device);
    else down.add(device);
  }
  if (textOf(down) !== textOf(known)) write(down);
}

/** Forgets the NICs that the plan has left to their owners. */
export function forgetOwners({ changes }: Plan): void {
  const down = new Set(remembered());
  const left = changes.filter(
    (change) => change.kind === 'Delete' && isNicPort(change.before) && down.delete(change.before.device),
  );
  if (left.length > 0) write(down);
}

function write(down: ReadonlySet<string>): void {
  makeFolder(runFolder);
  if (down.size === 0) rmSync(file, { force: true });
  else replaceFile(file, textOf(down));
}

function isNicPort(resource: Resource): resource is Extract<Resource, { kind: 'LinkMaster' }> {
  return resource.kind === 'LinkMaster' && resource.disableIpv6 !== undefined;
}

function textOf(names: ReadonlySet<string>): string {
  return JSON.stringify([...names].toSorted());
}

/** What cannot be read is not known: then a NIC is left up. */
function remembered(): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(readIfThere(file) ?? '[]'));
  } catch {
    return new Set();
  }
}
