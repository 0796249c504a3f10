import type { Node } from '../document/inventory/document.js';
import type { Family } from '../scalar/address.js';
import type { Port } from '../scalar/port.js';

/**
 * Returns the port at which the Internet dials a listen port of the node in the family, or `undefined` where the
 * router in front forwards only some ports, and not this one.
 */
export function dialledPort(
  { external, publicConfig }: Node,
  family: Family,
  listenPort: Port,
): Port | undefined {
  const front = publicConfig === undefined ? external : publicConfig.external;
  if (front?.[family] === undefined || front.ports.length === 0) return listenPort;
  return front.ports.find((each) => each.listenPort === listenPort)?.port;
}
