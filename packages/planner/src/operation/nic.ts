import type { FreeNic } from '../state/resource.js';
import { setIpv6 } from './link.js';
import type { Operation } from './operation.js';
import { placeOf, type Why } from './why.js';

/** What makes a NIC again what its owner had made of it: it is there, so all of it is set. */
export function createNic(after: FreeNic, why: Why): readonly Operation[] {
  const { device: name, mtu, up, disableIpv6 } = after;
  return [
    { kind: 'LinkSet', ...placeOf(after), name, mtu, up, ...why },
    ...(disableIpv6 ? [setIpv6(placeOf(after), name, true, why)] : []),
    ...setIpv6Mtu(after, why),
  ];
}

/** The same, as far as it differs. */
export function updateNic(before: FreeNic, after: FreeNic, why: Why): readonly Operation[] {
  const { device: name, mtu, up, disableIpv6 } = after;
  const set = { ...(before.mtu === mtu ? {} : { mtu }), ...(before.up === up ? {} : { up }) };
  return [
    ...(Object.keys(set).length === 0
      ? []
      : [{ kind: 'LinkSet' as const, ...placeOf(after), name, ...set, ...why }]),
    ...(before.disableIpv6 === disableIpv6 ? [] : [setIpv6(placeOf(after), name, disableIpv6, why)]),
    ...(before.ipv6Mtu === after.ipv6Mtu ? [] : setIpv6Mtu({ ...after, ipv6Mtu: after.ipv6Mtu ?? mtu }, why)),
  ];
}

/** After the MTU of the link, which it follows. */
function setIpv6Mtu(after: FreeNic, why: Why): readonly Operation[] {
  const { device, ipv6Mtu } = after;
  if (ipv6Mtu === undefined) return [];
  const key = `net.ipv6.conf.${device}.mtu`;
  return [{ kind: 'SysctlSet', ...placeOf(after), key, value: String(ipv6Mtu), ...why }];
}
