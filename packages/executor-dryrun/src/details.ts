import type { Change, NftTable, Operation, Peer, Resource } from '@networkd/planner';

/** How many prefixes of one peer a person reads before a count says it better. */
const prefixesShown = 12;

/** What is to be said of an operation beneath its line: values of a peer, and before → after of what changes. */
export function details(operation: Operation, change: Change | undefined): readonly string[] {
  switch (operation.kind) {
    case 'LinkSet': {
      const { before, after } = pairOf(change, 'Link');
      return operation.up === undefined
        ? [...changed('mtu', before?.mtu, after?.mtu), ...changed('alias', before?.alias, after?.alias)]
        : [];
    }
    case 'SysctlSet': {
      const { before, after } = pairOf(change, 'Sysctl');
      return changed(operation.key, before?.value, after?.value);
    }
    case 'RouteReplace': {
      const { before, after } = pairOf(change, 'Route');
      return [...changed('dev', before?.device, after?.device), ...changed('via', before?.via, after?.via)];
    }
    case 'NftReplaceTable': {
      const { before, after } = pairOf(change, 'NftTable');
      return before === undefined || after === undefined ? [] : rulesChanged(before, after);
    }
    case 'WireGuardSetDevice': {
      const key = pairOf(change, 'WireGuardDevice');
      const port = pairOf(change, 'ListenPort');
      return [
        ...(key.before === undefined
          ? labelled('public key', operation.publicKey)
          : changed('public key', key.before.publicKey, key.after?.publicKey)),
        ...(operation.listenPort === 0 ? [] : changed('listen-port', port.before?.port, port.after?.port)),
      ];
    }
    case 'WireGuardSetPeer':
    case 'WireGuardRemovePeer':
      return peerDetails(operation, pairOf(change, 'Peer'));
    default:
      return [];
  }
}

interface Pair<R extends Resource> {
  readonly before?: R | undefined;
  readonly after?: R | undefined;
}

type OfKind<K extends Resource['kind']> = Extract<Resource, { kind: K }>;

/** Before and after of a change, where they are of the kind that is asked for. */
function pairOf<K extends Resource['kind']>(change: Change | undefined, kind: K): Pair<OfKind<K>> {
  const ofKind = (resource: Resource | undefined) =>
    resource?.kind === kind ? (resource as OfKind<K>) : undefined;
  if (change === undefined) return {};
  return {
    before: 'before' in change ? ofKind(change.before) : undefined,
    after: 'after' in change ? ofKind(change.after) : undefined,
  };
}

function peerDetails(
  operation: Extract<Operation, { kind: 'WireGuardSetPeer' | 'WireGuardRemovePeer' }>,
  { before, after }: Pair<Peer>,
): readonly string[] {
  if (operation.kind === 'WireGuardRemovePeer') {
    return before === undefined ? [] : peerValues(before);
  }
  const publicKey = `public key ${operation.publicKey}`;
  if (before === undefined || after === undefined) return [...peerValues(operation), publicKey];
  return [
    ...(operation.endpoint === undefined ? [] : changed('endpoint', before.endpoint, operation.endpoint)),
    ...changed(
      'persistent-keepalive',
      before.persistentKeepalive ?? 'off',
      after.persistentKeepalive ?? 'off',
    ),
    ...prefixesChanged(before.allowedIPs, after.allowedIPs),
    publicKey,
  ];
}

function peerValues({
  endpoint,
  persistentKeepalive,
  allowedIPs,
}: Pick<Peer, 'endpoint' | 'persistentKeepalive' | 'allowedIPs'>): readonly string[] {
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

function rulesChanged(before: NftTable, after: NftTable): readonly string[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  return [
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
  ];
}

/** The rules of a table; the comment that holds its hash is none. */
function linesOf({ ruleset }: NftTable): readonly string[] {
  return ruleset
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '}' && !line.startsWith('comment '));
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
  if (before === after || after === undefined) return [];
  return before === undefined ? [] : [`${word} ${before} → ${after}`];
}
