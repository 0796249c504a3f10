import type { ChosenUplink, InterfaceName, Nic, NodeConfig, NodeFacts } from '@networkd/planner';
import { Failure, failure } from './error/failure.js';

/** The bridge that has the host's addresses. */
export const hostBridge = 'zos';

/** The NICs beneath `zos`, through a bond or a VLAN too, by name. None: the node has not booted. */
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

/** The uplink as it was found standing, if it is one that the node's configuration has nothing against. */
export function currentUplink(
  node: string,
  facts: Pick<NodeFacts, 'nics' | 'links'>,
  { ignore, uplink }: Pick<NodeConfig, 'ignore' | 'uplink'>,
  file = 'NODE-CONFIG',
): ChosenUplink {
  const [first, ...rest] = currentNics(facts);
  if (first === undefined) {
    const remedy = `there is no uplink yet, no NIC is a port of ${hostBridge}; run tn boot apply -n ${node}`;
    throw failure('not-booted', `node ${node}`, remedy);
  }
  const nics = [first, ...rest] as const;
  const names = nics.map(({ name }) => name);
  const wanted = wantedBy(uplink);
  const isOther = wanted !== undefined && wanted.toSorted().join() !== names.join();
  const ignored = names.find((name) => ignore.includes(name));
  if (!isOther && ignored === undefined) return { nics: [first, ...rest] };
  const path = isOther ? '$.uplink' : '$.ignore';
  const value = isOther ? wanted.join(', ') : names.join(', ');
  const message = `${hostBridge} stands on ${names.join(', ')}; run tn boot apply -n ${node} -c ${file}, which moves it`;
  throw new Failure([{ kind: 'other-uplink', file, path, value, message }]);
}

/** The uplink that stands; nothing where the configuration has anything against it, or where none does. */
export function allowedUplink(
  facts: Pick<NodeFacts, 'nics' | 'links'>,
  { ignore, uplink }: Pick<NodeConfig, 'ignore' | 'uplink'>,
): ChosenUplink | undefined {
  const [first, ...rest] = currentNics(facts);
  if (first === undefined) return undefined;
  const wanted = wantedBy(uplink);
  const isAllowed = ({ name }: Nic) => !ignore.includes(name) && (wanted?.includes(name) ?? true);
  return [first, ...rest].every(isAllowed) ? { nics: [first, ...rest] } : undefined;
}

/** The NICs that the configuration names, if it does. */
function wantedBy({ interface: name, bond }: NodeConfig['uplink']): readonly InterfaceName[] | undefined {
  return bond?.interfaces ?? (name === undefined ? undefined : [name]);
}
