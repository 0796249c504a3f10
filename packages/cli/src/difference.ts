import { type Change, diff, type NodeState, type Resource, uncompared } from '@networkd/planner';

/** How a resource of the node departs from what it was left as. */
export type Difference =
  | { readonly kind: 'Missing'; readonly expected: Resource }
  | { readonly kind: 'Changed'; readonly expected: Resource; readonly found: Resource }
  | { readonly kind: 'Added'; readonly found: Resource };

/** What it would take to get there, as what is otherwise. */
export function differenceOf(change: Change): Difference {
  switch (change.kind) {
    case 'Create':
      return { kind: 'Missing', expected: change.after };
    case 'Update':
      return { kind: 'Changed', expected: change.after, found: change.before };
    case 'Delete':
      return { kind: 'Added', found: change.before };
    default:
      return change satisfies never;
  }
}

/** In what the node is not as it was left. */
export function differencesOf(expected: NodeState, found: NodeState): readonly Difference[] {
  return diff(expected.resources, found.resources.map(atHome)).map(differenceOf);
}

/** Of a peer that lives it matters not where: it may have been elsewhere when the node was left. */
function atHome(resource: Resource): Resource {
  if (resource.kind !== 'Peer') return resource;
  const { unmoved: _, ...peer } = resource;
  return peer;
}

/** The resource, as it was left or, where it is new, as it is. */
export function resourceOf(difference: Difference): Resource {
  return difference.kind === 'Added' ? difference.found : difference.expected;
}

/** A difference as one line: what is otherwise, and for what is changed, from what to what. */
export function differenceLine(difference: Difference): string {
  const name = nameOf(resourceOf(difference));
  switch (difference.kind) {
    case 'Missing':
      return `missing  ${name}`;
    case 'Changed':
      return `changed  ${name}: ${changedValues(difference.expected, difference.found).join(', ')}`;
    case 'Added':
      return `added    ${name}`;
    default:
      return difference satisfies never;
  }
}

/** A resource in the words of its tool, and where it is. */
function nameOf(resource: Resource): string {
  switch (resource.kind) {
    case 'Netns':
      return `netns ${resource.name}`;
    case 'Sysctl':
      return `sysctl ${resource.key}${place(resource)}`;
    case 'NftTable':
      return `nft table ${resource.family} ${resource.name}${place(resource)}`;
    case 'Link':
      return `link ${resource.name} type ${resource.type}${place(resource)}`;
    case 'LinkMaster':
      return `link ${resource.device} master ${resource.master}${place(resource)}`;
    case 'FreeNic':
      return `link ${resource.device}${place(resource)}`;
    case 'Carried':
      return `${resource.object} ${resource.words}${place(resource)}`;
    case 'DhcpClient':
      return `dhcp client on ${resource.device}${place(resource)}`;
    case 'WireGuardDevice':
      return `wg ${resource.device} private-key${place(resource)}`;
    case 'ListenPort':
      return `wg ${resource.device} listen-port ${resource.port}${place(resource)}`;
    case 'Peer':
      return `wg ${resource.device} peer ${resource.publicKey}${place(resource)}`;
    case 'Address':
      return `address ${resource.address} dev ${resource.device}${place(resource)}`;
    case 'LinkUp':
      return `link ${resource.device} up${place(resource)}`;
    case 'Route':
      return `route ${resource.destination} dev ${resource.device}${place(resource)}`;
    case 'Rule':
      return `rule ${resource.family} priority ${resource.priority}${place(resource)}`;
    default:
      return resource satisfies never;
  }
}

function place({ netns }: { readonly netns?: string }): string {
  return netns === undefined ? '' : ` in ${netns}`;
}

/** The fields that are otherwise, from what was left to what is found. */
function changedValues(expected: Resource, found: Resource): readonly string[] {
  const [left, there] = [new Map(Object.entries(expected)), new Map(Object.entries(found))];
  return [...new Set([...left.keys(), ...there.keys()])].flatMap((name) => {
    const [before, after] = [valueText(left.get(name)), valueText(there.get(name))];
    return uncompared.has(name) || before === after ? [] : [`${name} ${before} → ${after}`];
  });
}

function valueText(value: unknown): string {
  if (value === undefined) return 'none';
  return Array.isArray(value) ? value.join(',') : String(value);
}
