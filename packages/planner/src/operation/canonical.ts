import type { Operation, OperationKind } from './operation.js';

/** What an operation says beside its kind that is for people and not carried out. */
type Prose = 'kind' | 'network' | 'reason' | 'change' | 'disruptive';

type Executed<K extends OperationKind> = Exclude<keyof Extract<Operation, { kind: K }>, Prose>;

const link = ['netns', 'name'] as const;
const client = ['netns', 'device'] as const;
const address = ['netns', 'device', 'address'] as const;
const route = ['netns', 'destination', 'device', 'via', 'metric'] as const;
const rule = ['netns', 'family', 'priority', 'from', 'to', 'table'] as const;
const carried = ['netns', 'device', 'object', 'family', 'words'] as const;
const peer = ['netns', 'device', 'publicKey'] as const;
const table = ['netns', 'family', 'name'] as const;

/** What is carried out of each kind of operation, in a fixed order, whether it is there or not. */
const executed: { readonly [K in OperationKind]: readonly Executed<K>[] } = {
  NetnsAdd: ['name'],
  NetnsDelete: ['name'],
  LinkAdd: [...link, 'type', 'link', 'mtu', 'alias'],
  LinkSet: [...link, 'mtu', 'alias', 'up'],
  LinkSetMaster: [...link, 'master'],
  LinkRemoveMaster: link,
  LinkMove: [...link, 'to'],
  LinkDelete: link,
  AddressAdd: address,
  AddressDelete: address,
  RouteReplace: route,
  RouteDelete: route,
  RuleAdd: rule,
  RuleDelete: rule,
  CarriedAdd: carried,
  CarriedDelete: carried,
  DhcpClientStart: client,
  DhcpClientStop: client,
  SysctlSet: ['netns', 'key', 'value'],
  WireGuardSetDevice: ['netns', 'device', 'secret', 'publicKey', 'listenPort'],
  WireGuardSetPeer: [...peer, 'endpoint', 'allowedIPs', 'persistentKeepalive'],
  WireGuardRemovePeer: peer,
  NftCreateTable: [...table, 'hash', 'ruleset'],
  NftReplaceTable: [...table, 'hash', 'ruleset'],
  NftDeleteTable: table,
};

/** And where it is there: it bears its name then, and what is without it keeps the text and the hash it always had. */
const named: { readonly [K in OperationKind]?: readonly Executed<K>[] } = {
  LinkAdd: ['to', 'peer', 'vlanId', 'mode', 'address'],
  LinkSet: ['address'],
  CarriedAdd: ['validLft', 'preferredLft'],
};

/**
 * What is carried out of the operation, as text: no two that differ in it have the same. Values are netstrings,
 * `LENGTH:VALUE`, so that none can pose as two; an absent one is empty. After them come those that have a name,
 * `NAME=LENGTH:VALUE`.
 */
export function canonicalText(operation: Operation): string {
  const values = operation as Readonly<Partial<Record<Field, Value>>>;
  const fields: readonly Field[] = executed[operation.kind];
  let text: string = operation.kind;
  for (const field of fields) {
    const value = String(values[field] ?? '');
    text += ` ${value.length}:${value}`;
  }
  const others: readonly Field[] | undefined = named[operation.kind];
  if (others === undefined) return text;
  for (const field of others) {
    const value = values[field];
    if (value !== undefined) text += ` ${field}=${String(value).length}:${value}`;
  }
  return text;
}

type Field = { readonly [K in OperationKind]: Executed<K> }[OperationKind];
type Value = string | number | boolean | readonly string[];
