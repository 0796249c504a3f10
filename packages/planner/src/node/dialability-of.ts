import type { Interface, Node } from '../document/inventory/document.js';
import type { PublicConfig } from '../document/public-config/document.js';
import { type Address, compareAddresses, type Family } from '../scalar/address.js';
import { gridRange, isGlobal, isUnicast } from '../scalar/address-class.js';
import { contains } from '../scalar/prefix.js';
import type { Dialability, DialabilityReason } from './dialability.js';

/** Says how the node stands in the family. It is dialable exactly where `reachabilityOf` has an address to dial. */
export function dialabilityOf(family: Family, node: Node): Dialability {
  return node.publicConfig === undefined ? onHost(family, node) : inPublic(family, node, node.publicConfig);
}

function inPublic(family: Family, node: Node, config: PublicConfig): Dialability {
  const address = config[family][0]?.address;
  const gateway = family === 'ipv4' ? config.gateway4 : config.gateway6;
  if (address === undefined) return { family, reason: 'not-in-public-config' };
  const external = config.external?.[family];
  const of = { family, interface: config.interface, address: external ?? address };
  if (gateway === undefined) return { ...of, address, reason: 'no-gateway' };
  if (node.hidden) return { ...of, reason: 'declared-hidden' };
  return { ...of, reason: external === undefined ? 'public-config' : 'external' };
}

/** An address of an interface, and whether that has a gateway of its family. */
interface Held {
  readonly interface: string;
  readonly address: Address;
  readonly leads: boolean;
}

function onHost(family: Family, node: Node): Dialability {
  const plugged = node.interfaces.filter(({ carrier }) => carrier !== false);
  const [held] = heldIn(family, plugged);
  if (held === undefined) {
    const [dead] = heldIn(family, node.interfaces);
    if (dead === undefined) return { family, reason: 'no-address' };
    return { family, interface: dead.interface, address: dead.address, reason: 'no-carrier' };
  }
  const external = node.external?.[family];
  const reason = reasonFor(family, node, held);
  const address = external !== undefined && isOpen(reason) ? external : held.address;
  return { family, interface: held.interface, address, reason };
}

/** Says whether others dial the node, or would except for the farmer's word. */
function isOpen(reason: DialabilityReason): boolean {
  return reason === 'external' || reason === 'declared-hidden';
}

/** Says why the best address of the family that is plugged in can be dialled or not. */
function reasonFor(family: Family, node: Node, { address, leads }: Held): DialabilityReason {
  if (family === 'ipv6' && !isGlobal(address)) return 'not-global';
  if (!leads) return 'no-gateway';
  if (node.external?.[family] !== undefined) return node.hidden ? 'declared-hidden' : 'external';
  if (!isGlobal(address)) return contains(gridRange, address) ? 'carrier-nat' : 'nat';
  if (!node.inbound.includes(family)) return 'firewall';
  return node.hidden ? 'declared-hidden' : 'inbound';
}

/**
 * Returns the addresses of the family that work beyond their link. Those of interfaces with a gateway come first,
 * then global ones; then they are in numerical order. Of IPv6 only a global one leads anywhere.
 */
function heldIn(family: Family, interfaces: readonly Interface[]): readonly Held[] {
  return interfaces
    .flatMap(({ name, addresses, gateways }) =>
      addresses.map(({ address }) => ({
        interface: name,
        address,
        leads: gateways.some(({ kind }) => kind === family) && (family === 'ipv4' || isGlobal(address)),
      })),
    )
    .filter(({ address }) => address.kind === family && isUnicast(address))
    .toSorted(
      (a, b) =>
        Number(b.leads) - Number(a.leads) ||
        Number(isGlobal(b.address)) - Number(isGlobal(a.address)) ||
        compareAddresses(a.address, b.address),
    );
}
