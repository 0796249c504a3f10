import type { Interface, Node } from '../document/inventory.js';
import type { PublicConfig } from '../document/public-config.js';
import { type Address, compareAddresses, type Family } from '../scalar/address.js';
import { contains } from '../scalar/prefix.js';
import { gridRange, isGlobal, isUnicast } from '../scalar/scope.js';
import { bitOf, none } from '../topology/families.js';
import { reachabilityOf } from '../topology/reachability.js';
import type { Standing, StandingReason } from './standing.js';

/** How the node stands in the family. It is dialable exactly where `reachabilityOf` has an address to dial. */
export function standingOf(family: Family, node: Node): Standing {
  return node.publicConfig === undefined ? onHost(family, node) : inPublic(family, node, node.publicConfig);
}

function inPublic(family: Family, node: Node, config: PublicConfig): Standing {
  const address = config[family][0]?.address;
  const gateway = family === 'ipv4' ? config.gateway4 : config.gateway6;
  if (address === undefined) return { family, reason: 'not-in-public-config' };
  const of = { family, interface: config.interface, address };
  if (gateway === undefined) return { ...of, reason: 'no-gateway' };
  return { ...of, reason: node.hidden ? 'declared-hidden' : 'public-config' };
}

/** An address of an interface. */
interface Held {
  readonly interface: string;
  readonly address: Address;
}

function onHost(family: Family, node: Node): Standing {
  const plugged = node.interfaces.filter(({ carrier }) => carrier !== false);
  const [held] = heldIn(family, plugged);
  if (held === undefined) {
    const [dead] = heldIn(family, node.interfaces);
    return dead === undefined ? { family, reason: 'no-address' } : { family, ...dead, reason: 'no-carrier' };
  }
  return { family, ...held, reason: reasonFor(family, node, held.address) };
}

/** Why the best address of the family that is plugged in can be dialled or not. */
function reasonFor(family: Family, node: Node, address: Address): StandingReason {
  const leaves = (reachabilityOf(node).egress & bitOf(family)) !== none;
  if (family === 'ipv6' && !isGlobal(address)) return 'not-global';
  if (!leaves) return 'no-gateway';
  if (!isGlobal(address)) return contains(gridRange, address) ? 'carrier-nat' : 'nat';
  if (!node.inbound.includes(family)) return 'firewall';
  return node.hidden ? 'declared-hidden' : 'inbound';
}

/** The addresses of the family that work beyond their link, global ones first, then numerically. */
function heldIn(family: Family, interfaces: readonly Interface[]): readonly Held[] {
  return interfaces
    .flatMap(({ name, addresses }) => addresses.map(({ address }) => ({ interface: name, address })))
    .filter(({ address }) => address.kind === family && isUnicast(address))
    .toSorted(
      (a, b) =>
        Number(isGlobal(b.address)) - Number(isGlobal(a.address)) || compareAddresses(a.address, b.address),
    );
}
