import { feed } from '../machine/shell.js';
import { type Attachment, type Description, familyOf, gatewaysOf } from './description.js';

/** An interface as it is called where it lies. */
export interface Interface extends Attachment {
  readonly name: string;
}

/**
 * Brings the interfaces of a namespace up and sets its routes. Without duplicate address detection (RFC 4862, 5.4),
 * for which the kernel would let the addresses wait a second and more; and where accept_dad alone forbids it, until it
 * gets round to that.
 */
export function interfacesScript(interfaces: readonly Interface[], routes: readonly string[]): string {
  return [
    ...interfaces.map(({ name }) => `echo 0 >/proc/sys/net/ipv6/conf/${name}/accept_dad`),
    feed('ip -batch -', [
      'link set dev lo up',
      ...interfaces.flatMap(({ name, addresses }) => [
        ...addresses.map((address) => addressLine(name, address)),
        `link set dev ${name} up`,
      ]),
      ...routes.map((route) => `route add ${route}`),
    ]),
  ].join('\n');
}

/** Returns what ip(8) is told of an address, that it can be used at once. */
export function addressLine(device: string, address: string): string {
  return `address add ${address} dev ${device}${familyOf(address) === 'ipv6' ? ' nodad' : ''}`;
}

/**
 * Returns the routes to the Internet over an interface. Of two interfaces that have one, that with the lower metric is
 * taken.
 */
export function defaultRoutes(
  description: Description,
  { name, ...attachment }: Interface,
  metric = 1,
): string[] {
  return gatewaysOf(description, attachment).map(
    (gateway) => `default via ${gateway} dev ${name} metric ${metric}`,
  );
}
