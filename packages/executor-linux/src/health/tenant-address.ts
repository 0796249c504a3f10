import type { Check } from './check.js';
import { described, egressOver, familyNames, leads } from './egress.js';
import type { Sight } from './sight.js';

/**
 * Says whether tenants have a way to the Internet where the host has one. In IPv4 that is on the host's own segment. In
 * IPv6 it is on the public one, which need not have any unless it is the same.
 */
export function tenantAddress({ host, ndmz }: Sight): readonly Check[] {
  const name = "tenants' address";
  const own = egressOver(host, 'zos');
  const [four, six] = [egressOver(ndmz, 'npub4'), egressOver(ndmz, 'npub6')];
  const egresses = [...four, ...six].filter(leads);
  const isShared = host.links.some(({ ifname }) => ifname === 'zos-pub');
  const lacking = own.filter(leads).filter(({ family }) => {
    const has = egresses.some((each) => each.family === family);
    return !has && (family === 'ipv4' || isShared || egresses.length === 0);
  });
  const found = `npub4: ${described(four)}; npub6: ${described(six)}`;
  const [first] = lacking;
  if (first === undefined) return [{ name, ok: true, found }];
  const device = first.family === 'ipv4' ? 'npub4' : 'npub6';
  const giver =
    first.family === 'ipv4' ? 'the DHCP server has no second lease' : 'no router advertises a prefix';
  const remedy = `tenants have no ${familyNames[first.family]} Internet: where ${giver}, give egress.addresses and egress.gateways in the node configuration`;
  return [{ name, ok: false, found: `${device} in ndmz leads nowhere; ${found}`, remedy }];
}
