import type { Change, Operation, Plan, Resource } from '@networkd/planner';

/** Finds what becomes of the resource that an operation serves. */
export type Served = (operation: Operation) => Change | undefined;

/** The changes of a plan by the operations that carry them out. */
export function servedBy({ changes }: Plan): Served {
  const byObject = new Map<string, Change>();
  for (const change of changes) {
    const key = resourceKey('after' in change ? change.after : change.before);
    const other = byObject.get(key);
    byObject.set(key, other === undefined ? change : merged(other, change));
  }
  return (operation) => byObject.get(operationKey(operation)) ?? byObject.get(portKey(operation) ?? '');
}

/**
 * A listen port is its own identity, so another port is one more resource and one less: for people that is one
 * port that changes. A plan has its deletes after all else.
 */
function merged(earlier: Change, later: Change): Change {
  return earlier.kind === 'Create' && later.kind === 'Delete'
    ? { ...later, ...earlier, kind: 'Update' }
    : later;
}

/** What is set of a NIC serves its being a port. */
function portKey(operation: Operation): string | undefined {
  return operation.kind === 'LinkSet' ? key('master', operation.netns, operation.name) : undefined;
}

function resourceKey(resource: Resource): string {
  switch (resource.kind) {
    case 'Netns':
      return key('netns', resource.name);
    case 'Link':
      return key('link', resource.network, resource.name);
    case 'LinkMaster':
      return key('master', resource.netns, resource.device);
    case 'FreeNic':
      return key('nic', resource.netns, resource.device);
    case 'Carried':
      return key(resource.object, resource.netns, resource.words);
    case 'Sysctl':
      return key('sysctl', resource.netns, resource.key);
    case 'NftTable':
      return key('nft', resource.netns, resource.family, resource.name);
    case 'WireGuardDevice':
      return key('private-key', resource.netns, resource.device);
    case 'ListenPort':
      return key('listen-port', resource.netns, resource.device);
    case 'Peer':
      return key('peer', resource.netns, resource.device, resource.publicKey);
    case 'Address':
      return key('address', resource.netns, resource.device, resource.address);
    case 'LinkUp':
      return key('up', resource.netns, resource.device);
    case 'DhcpClient':
      return key('dhcp', resource.netns, resource.device);
    case 'Route':
      return key('route', resource.netns, resource.destination, resource.metric);
    case 'Rule':
      return key('rule', resource.netns, resource.family, resource.priority, resource.from, resource.to);
    default:
      return resource satisfies never;
  }
}

function operationKey(operation: Operation): string {
  switch (operation.kind) {
    case 'NetnsAdd':
    case 'NetnsDelete':
      return key('netns', operation.name);
    case 'LinkSet':
      if (operation.up !== undefined) return key('up', operation.netns, operation.name);
      return key('link', operation.network, operation.name);
    case 'LinkAdd':
    case 'LinkMove':
    case 'LinkDelete':
      return key('link', operation.network, operation.name);
    case 'LinkSetMaster':
    case 'LinkRemoveMaster':
      return key('master', operation.netns, operation.name);
    case 'CarriedAdd':
    case 'CarriedDelete':
      return key(operation.object, operation.netns, operation.words);
    case 'DhcpClientStart':
    case 'DhcpClientStop':
      return key('dhcp', operation.netns, operation.device);
    case 'SysctlSet':
      return key('sysctl', operation.netns, operation.key);
    case 'NftCreateTable':
    case 'NftReplaceTable':
    case 'NftDeleteTable':
      return key('nft', operation.netns, operation.family, operation.name);
    case 'WireGuardSetDevice': {
      const what = operation.listenPort === undefined ? 'private-key' : 'listen-port';
      return key(what, operation.netns, operation.device);
    }
    case 'WireGuardSetPeer':
    case 'WireGuardRemovePeer':
      return key('peer', operation.netns, operation.device, operation.publicKey);
    case 'AddressAdd':
    case 'AddressDelete':
      return key('address', operation.netns, operation.device, operation.address);
    case 'RouteReplace':
    case 'RouteDelete':
      return key('route', operation.netns, operation.destination, operation.metric);
    case 'RuleAdd':
    case 'RuleDelete':
      return key('rule', operation.netns, operation.family, operation.priority, operation.from, operation.to);
    default:
      return operation satisfies never;
  }
}

function key(...parts: readonly (string | number | undefined)[]): string {
  return parts.map((part) => part ?? '').join(' ');
}
