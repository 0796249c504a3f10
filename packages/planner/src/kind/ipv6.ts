import type { Operation } from '../operation/operation.js';
import type { placeOf, Why } from './why.js';

/** Returns what switches IPv6 of a link on or off in its namespace. */
export function setIpv6(
  place: ReturnType<typeof placeOf>,
  link: string,
  isDisabled: boolean,
  why: Why,
): Operation {
  const key = `net.ipv6.conf.${link}.disable_ipv6`;
  return { kind: 'SysctlSet', ...place, key, value: isDisabled ? '1' : '0', ...why };
}
