import type { Change, Create } from '../change/change.js';
import type { Peer, Resource } from '../state/resource.js';
import { addCarried } from './carried.js';
import { createLink } from './link.js';
import { createNic } from './nic.js';
import type { Operation, WireGuardSetDevice, WireGuardSetPeer } from './operation.js';
import { createPort } from './port.js';
import { placeOf, type Why, whyOf } from './why.js';

/** What makes the resource; `disruptive` where it takes the place of something that sessions rely on. */
export function createOperations(change: Create, disruptive: boolean): readonly Operation[] {
  const { after } = change;
  if (after.kind === 'Peer') return [setPeer(after, after.endpoint, change.reason, change.kind)];
  const why = whyOf(change);
  switch (after.kind) {
    case 'Netns':
      return [{ kind: 'NetnsAdd', network: after.network, name: after.name, ...why }];
    case 'Link':
      return createLink(after, why);
    case 'LinkMaster':
      return createPort(after, why);
    case 'FreeNic':
      return createNic(after, why);
    case 'Carried':
      return [addCarried(after, why)];
    case 'ListenPort': {
      const { device, port: listenPort } = after;
      const flag = disruptive ? { disruptive } : {};
      return [{ kind: 'WireGuardSetDevice', ...placeOf(after), device, listenPort, ...why, ...flag }];
    }
    case 'NftTable': {
      const { family, name, hash, ruleset } = after;
      return [{ kind: 'NftCreateTable', ...placeOf(after), family, name, hash, ruleset, ...why }];
    }
    case 'Address':
      return [
        { kind: 'AddressAdd', ...placeOf(after), device: after.device, address: after.address, ...why },
      ];
    case 'LinkUp':
      return [{ kind: 'LinkSet', ...placeOf(after), name: after.device, up: true, ...why }];
    case 'Rule': {
      const { family, priority, from, to, table } = after;
      const selector = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      return [{ kind: 'RuleAdd', ...placeOf(after), family, priority, ...selector, table, ...why }];
    }
    default:
      return setValue(after, why);
  }
}

/** The kinds whose making and changing are one and the same operation. */
export function setValue(after: Resource, why: Why): readonly Operation[] {
  switch (after.kind) {
    case 'Sysctl':
      return [{ kind: 'SysctlSet', ...placeOf(after), key: after.key, value: after.value, ...why }];
    case 'NftTable': {
      const { family, name, hash, ruleset } = after;
      return [{ kind: 'NftReplaceTable', ...placeOf(after), family, name, hash, ruleset, ...why }];
    }
    case 'WireGuardDevice':
      return [setKey(after, why)];
    case 'Route': {
      const { destination, device, via, metric } = after;
      const way = { ...(via === undefined ? {} : { via }), ...(metric === undefined ? {} : { metric }) };
      return [{ kind: 'RouteReplace', ...placeOf(after), destination, device, ...way, ...why }];
    }
    case 'DhcpClient':
      return [{ kind: 'DhcpClientStart', ...placeOf(after), device: after.device, ...why }];
    default:
      return [];
  }
}

/** The device's key by the name executors keep it under, and its public half to check the file against. */
export function setKey(after: Extract<Resource, { kind: 'WireGuardDevice' }>, why: Why): WireGuardSetDevice {
  const { network, device, publicKey } = after;
  return { kind: 'WireGuardSetDevice', ...placeOf(after), device, secret: `n-${network}`, publicKey, ...why };
}

/** A peer's final values; an endpoint only where it is to be set. */
export function setPeer(
  { network, netns, device, publicKey, allowedIPs, persistentKeepalive }: Peer,
  endpoint: string | undefined,
  reason: string,
  change: Change['kind'],
): WireGuardSetPeer {
  // Field by field and not spread, in the order people read: there may be a million peers.
  const operation: Draft<WireGuardSetPeer> = { kind: 'WireGuardSetPeer', network };
  if (netns !== undefined) operation.netns = netns;
  operation.device = device;
  operation.publicKey = publicKey;
  if (endpoint !== undefined) operation.endpoint = endpoint;
  operation.allowedIPs = allowedIPs;
  if (persistentKeepalive !== undefined) operation.persistentKeepalive = persistentKeepalive;
  operation.reason = reason;
  operation.change = change;
  return operation as WireGuardSetPeer;
}

type Draft<T> = { -readonly [K in keyof T]?: T[K] };
