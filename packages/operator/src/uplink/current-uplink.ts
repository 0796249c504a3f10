import type { ChosenUplink, InterfaceName, Nic, NodeConfig, NodeFacts } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import type { NotBooted, OtherUplink } from '../error.js';

/** The bridge that has the host's addresses. */
export const hostBridge = 'zos';

/**
 * Returns the NICs beneath `zos`, through a bond or a VLAN too, by name. Where there is no such NIC the node has not booted.
 */
export function currentNics({ nics, links }: Pick<NodeFacts, 'nics' | 'links'>): readonly Nic[] {
  const host = links.filter(({ netns }) => netns === undefined);
  const names = new Set<string>([hostBridge]);
  // What is added to a set while it is walked is walked too.
  for (const name of names) {
    for (const each of host) {
      if (each.master === name) names.add(each.name);
      if (each.name === name && each.link !== undefined) names.add(each.link);
    }
  }
  return nics
    .filter(({ name, master }) => names.has(name) || (master !== undefined && names.has(master)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns the uplink that the node has now. Returns nothing where it has not booted. */
export function uplinkNow(facts: Pick<NodeFacts, 'nics' | 'links'>): ChosenUplink | undefined {
  const [first, ...rest] = currentNics(facts);
  return first === undefined ? undefined : { nics: [first, ...rest] };
}

/** Returns the uplink that the node has now, or says what the node's configuration has against it. */
export function currentUplink(
  facts: Pick<NodeFacts, 'node' | 'nics' | 'links'>,
  { ignore, uplink }: Pick<NodeConfig, 'ignore' | 'uplink'>,
): E.Either<NotBooted | OtherUplink, ChosenUplink> {
  const { node } = facts;
  const found = uplinkNow(facts);
  if (found === undefined) return E.left({ kind: 'not-booted', node });
  const current = found.nics.map(({ name }) => name);
  const wanted = wantedBy(uplink);
  if (wanted !== undefined && wanted.toSorted().join() !== current.join()) {
    return E.left({ kind: 'other-uplink', node, path: '$.uplink', value: wanted, current });
  }
  if (current.some((name) => ignore.includes(name))) {
    return E.left({ kind: 'other-uplink', node, path: '$.ignore', value: current, current });
  }
  return E.right(found);
}

/**
 * Returns the uplink that the node has now. Returns nothing where the configuration has anything against a NIC of it,
 * or where there is no uplink.
 */
export function allowedUplink(
  facts: Pick<NodeFacts, 'nics' | 'links'>,
  { ignore, uplink }: Pick<NodeConfig, 'ignore' | 'uplink'>,
): ChosenUplink | undefined {
  const wanted = wantedBy(uplink);
  const isAllowed = ({ name }: Nic) => !ignore.includes(name) && (wanted?.includes(name) ?? true);
  const found = uplinkNow(facts);
  return found?.nics.every(isAllowed) ? found : undefined;
}

/** Returns the NICs that the configuration names, if it does. */
function wantedBy({ interface: name, bond }: NodeConfig['uplink']): readonly InterfaceName[] | undefined {
  return bond?.interfaces ?? (name === undefined ? undefined : [name]);
}
