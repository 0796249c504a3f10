import type { Delete } from '../change/change.js';
import { deleteCarried } from './carried.js';
import type { Operation } from './operation.js';
import { deletePort } from './port.js';
import { placeOf, whyOf } from './why.js';

/**
 * What takes the resource away. A key goes with its device, and a kernel parameter with its namespace: neither has
 * a state before us to go back to. A NIC becomes a port by what makes it one.
 */
export function deleteOperations(change: Delete): readonly Operation[] {
  const { before } = change;
  const why = whyOf(change);
  switch (before.kind) {
    case 'Netns':
      return [{ kind: 'NetnsDelete', network: before.network, name: before.name, ...why }];
    case 'NftTable':
      return [
        { kind: 'NftDeleteTable', ...placeOf(before), family: before.family, name: before.name, ...why },
      ];
    case 'Link': {
      const flag = before.type === 'wireguard' ? { disruptive: true as const } : {};
      return [{ kind: 'LinkDelete', ...placeOf(before), name: before.name, ...why, ...flag }];
    }
    case 'ListenPort': {
      const { device } = before;
      return [
        { kind: 'WireGuardSetDevice', ...placeOf(before), device, listenPort: 0, ...why, disruptive: true },
      ];
    }
    case 'Peer': {
      const { device, publicKey } = before;
      return [
        { kind: 'WireGuardRemovePeer', ...placeOf(before), device, publicKey, ...why, disruptive: true },
      ];
    }
    case 'Address':
      return [
        { kind: 'AddressDelete', ...placeOf(before), device: before.device, address: before.address, ...why },
      ];
    case 'LinkUp':
      return [
        { kind: 'LinkSet', ...placeOf(before), name: before.device, up: false, ...why, disruptive: true },
      ];
    case 'Route': {
      const { destination, device, via, metric } = before;
      const way = { ...(via === undefined ? {} : { via }), ...(metric === undefined ? {} : { metric }) };
      return [{ kind: 'RouteDelete', ...placeOf(before), destination, device, ...way, ...why }];
    }
    case 'Rule': {
      const { family, priority, from, to, table } = before;
      const selector = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      return [{ kind: 'RuleDelete', ...placeOf(before), family, priority, ...selector, table, ...why }];
    }
    case 'LinkMaster':
      return deletePort(before, why);
    case 'DhcpClient':
      return [{ kind: 'DhcpClientStop', ...placeOf(before), device: before.device, ...why }];
    case 'Carried':
      return [deleteCarried(before, why)];
    case 'Sysctl':
    case 'WireGuardDevice':
    case 'FreeNic':
      return [];
    default:
      return before satisfies never;
  }
}
