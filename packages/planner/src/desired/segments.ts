import type { Sysctl } from '../kind/sysctl.js';

/** A kernel parameter without whose and where. */
type Parameter = Pick<Sysctl, 'key' | 'value'> & { readonly reason: string };

/**
 * Parameters of a namespace with several segments: on each it answers ARP for the addresses that it has there and for no
 * others, asks with one of them, and sends no redirects (ip-sysctl: arp_ignore, arp_announce, send_redirects). Of redirects
 * each link has a say too.
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

/** A link whose namespace sends no redirects over it. */
export function withoutRedirects(link: string): Parameter {
  return { key: `net.ipv4.conf.${link}.send_redirects`, value: '0', reason: 'no redirects' };
}

/** A link of the host, whose other parameters are not ours: there it answers ARP for the addresses of that link only. */
export function answeringForItself(link: string): Parameter {
  return {
    key: `net.ipv4.conf.${link}.arp_ignore`,
    value: '1',
    reason: 'answer on a segment for its own addresses only',
  };
}

/** As `answeringForItself`, for a link with addresses: it asks with one of them. */
export function askingAsItself(link: string): Parameter {
  return {
    key: `net.ipv4.conf.${link}.arp_announce`,
    value: '2',
    reason: 'ask on a segment with its own address',
  };
}
