import {
  type Change,
  type Operation,
  type OperationOf,
  type Resource,
  type ResourceOf,
  statementsIn,
} from '@networkd/planner';

/** How many prefixes of one peer a person reads before a count says it better. */
const prefixesShown = 12;

/**
 * Returns what is to be said of an operation beneath its line: the values of a peer, and before → after of what
 * changes.
 */
export function details(operation: Operation, change: Change | undefined): readonly string[] {
  switch (operation.kind) {
    case 'LinkSet': {
      const port = pairOf(change, 'LinkMaster');
      if (port !== undefined && operation.mtu !== undefined) {
        return changed('mtu', port.before.mtu, port.after.mtu);
      }
      const link = pairOf(change, 'Link');
      if (link === undefined) return [];
      const { before, after } = link;
      return [
        ...changed('mtu', before.mtu, after.mtu),
        ...changed('alias', before.alias, after.alias),
        ...(operation.address === undefined ? [] : changed('address', before.address, after.address)),
      ];
    }
    case 'LinkSetMaster': {
      const port = pairOf(change, 'LinkMaster');
      return port === undefined ? [] : changed('master', port.before.master, port.after.master);
    }
    case 'SysctlSet': {
      const sysctl = pairOf(change, 'Sysctl');
      return sysctl === undefined ? [] : changed(operation.key, sysctl.before.value, sysctl.after.value);
    }
    case 'RouteReplace': {
      const route = pairOf(change, 'Route');
      if (route === undefined) return [];
      const { before, after } = route;
      return [...changed('dev', before.device, after.device), ...changed('via', before.via, after.via)];
    }
    case 'NftReplaceTable': {
      const table = pairOf(change, 'NftTable');
      return table === undefined ? [] : rulesChanged(table.before, table.after);
    }
    case 'WireGuardSetDevice': {
      const { publicKey, listenPort } = operation;
      const key = pairOf(change, 'WireGuardDevice');
      const port = listenPort === 0 ? undefined : pairOf(change, 'ListenPort');
      return [
        ...(key === undefined
          ? labelled('public key', publicKey)
          : changed('public key', key.before.publicKey, key.after.publicKey)),
        ...(port === undefined ? [] : changed('listen-port', port.before.port, port.after.port)),
      ];
    }
    case 'WireGuardSetPeer': {
      const peer = pairOf(change, 'Peer');
      const values = peer === undefined ? peerValues(operation) : peerChanges(operation, peer);
      return [...values, `public key ${operation.publicKey}`];
    }
    case 'WireGuardRemovePeer': {
      if (change?.kind !== 'Delete' || change.before.kind !== 'Peer') return [];
      const values = peerValues(change.before);
      return reasonBefore(change) === undefined ? values : [...values, `public key ${operation.publicKey}`];
    }
    default:
      return [];
  }
}

/** Returns why what goes was there, where that is known: on a node that was observed it is not. */
export function reasonBefore(change: Change | undefined): string | undefined {
  return change?.kind === 'Delete' ? change.before.reason : undefined;
}

interface Pair<R extends Resource> {
  readonly before: R;
  readonly after: R;
}

type OfKind<K extends Resource['kind']> = Extract<Resource, { kind: K }>;

/** Returns before and after of an update, where both are of this kind. */
function pairOf<K extends Resource['kind']>(
  change: Change | undefined,
  kind: K,
): Pair<OfKind<K>> | undefined {
  if (change?.kind !== 'Update') return undefined;
  const { before, after } = change;
  return isOf(before, kind) && isOf(after, kind) ? { before, after } : undefined;
}

function isOf<K extends Resource['kind']>(resource: Resource, kind: K): resource is OfKind<K> {
  return resource.kind === kind;
}

function peerChanges(
  { endpoint }: OperationOf<'WireGuardSetPeer'>,
  { before, after }: Pair<ResourceOf<'Peer'>>,
): readonly string[] {
  const keepalive = (peer: ResourceOf<'Peer'>) => peer.persistentKeepalive ?? 'off';
  return [
    ...(endpoint === undefined ? [] : changed('endpoint', before.endpoint ?? 'none', endpoint)),
    ...changed('persistent-keepalive', keepalive(before), keepalive(after)),
    ...prefixesChanged(before.allowedIPs, after.allowedIPs),
  ];
}

function peerValues({
  endpoint,
  persistentKeepalive,
  allowedIPs,
}: Pick<ResourceOf<'Peer'>, 'endpoint' | 'persistentKeepalive' | 'allowedIPs'>): readonly string[] {
  const dialled = [
    ...labelled('endpoint', endpoint),
    ...labelled('persistent-keepalive', persistentKeepalive),
  ];
  return [...(dialled.length === 0 ? [] : [dialled.join(' ')]), `allowed-ips ${listed(allowedIPs)}`];
}

function prefixesChanged(before: readonly string[], after: readonly string[]): readonly string[] {
  const [old, fresh] = [new Set(before), new Set(after)];
  const added = after.filter((prefix) => !old.has(prefix));
  const removed = before.filter((prefix) => !fresh.has(prefix));
  return [
    ...(added.length === 0 ? [] : [`allowed-ips + ${listed(added)}`]),
    ...(removed.length === 0 ? [] : [`allowed-ips - ${listed(removed)}`]),
  ];
}

function rulesChanged(before: ResourceOf<'NftTable'>, after: ResourceOf<'NftTable'>): readonly string[] {
  const [old, fresh] = [statementsIn(before.ruleset), statementsIn(after.ruleset)];
  return [
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
  ];
}

function listed(prefixes: readonly string[]): string {
  const more = prefixes.length - prefixesShown;
  if (more <= 1) return prefixes.join(', ');
  return `${prefixes.slice(0, prefixesShown).join(', ')} … and ${more} more`;
}

function labelled(word: string, value: string | number | undefined): readonly string[] {
  return value === undefined ? [] : [`${word} ${value}`];
}

function changed(
  word: string,
  before: string | number | undefined,
  after: string | number | undefined,
): readonly string[] {
  return before === after ? [] : [`${word} ${before ?? 'none'} → ${after ?? 'none'}`];
}
