import type { Sysctl } from '../kind/sysctl.js';

/** A kernel parameter without whose and where. */
type Parameter = Pick<Sysctl, 'key' | 'value'> & { readonly reason: string };

/**
 * Parameters of a namespace with several segments: on each it answers ARP for the addresses that it has there and for
 * no others, asks with one of them, and sends no redirects (ip-sysctl: arp_ignore, arp_announce, send_redirects). Of
 * redirects each link has a say too.
 */
export const namespaceParameters: readonly Parameter[] = [
  {
    key: 'net.ipv4.conf.all.arp_ignore',
    value: '1',
    reason: 'answer on a segment for its own addresses only',
  },
  { key: 'net.ipv4.conf.all.arp_announce', value: '2', reason: 'ask on a segment with its own address' },
  { key: 'net.ipv4.conf.all.send_redirects', value: '0', reason: 'no redirects' },
];

/** Returns the parameter of a link by which its namespace sends no redirects over it. */
export function withoutRedirects(link: string): Parameter {
  return { key: `net.ipv4.conf.${link}.send_redirects`, value: '0', reason: 'no redirects' };
}

/**
 * Returns the parameter of a link of the host by which it answers ARP only for that link's addresses. The host's other
 * parameters are not ours.
 */
export function answeringForItself(link: string): Parameter {
  return {
    key: `net.ipv4.conf.${link}.arp_ignore`,
    value: '1',
    reason: 'answer on a segment for its own addresses only',
  };
}

/** Returns the parameter of a link with addresses by which it asks with one of them, beside `answeringForItself`. */
export function askingAsItself(link: string): Parameter {
  return {
    key: `net.ipv4.conf.${link}.arp_announce`,
    value: '2',
    reason: 'ask on a segment with its own address',
  };
}
