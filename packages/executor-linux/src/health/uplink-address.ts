import type { Check } from './check.js';
import { described, egressOver, leads } from './egress.js';
import type { Sight } from './sight.js';

/** Says whether the host has an address and a gateway on its uplink, in at least one family. */
export function uplinkAddress({ host }: Sight): readonly Check[] {
  const name = 'uplink address';
  const egresses = egressOver(host, 'zos');
  const found = `zos: ${described(egresses)}`;
  if (egresses.some(leads)) return [{ name, ok: true, found }];
  const remedy =
    'look at the cable and the DHCP server, or give uplink.addresses and uplink.gateways in the node configuration';
  return [{ name, ok: false, found, remedy }];
}
