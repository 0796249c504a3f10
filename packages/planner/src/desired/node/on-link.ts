import { nodeNames } from '../../mark/names.js';
import { isGlobal } from '../../scalar/address-class.js';
import { comparePrefixes, networkOf, type Prefix } from '../../scalar/prefix.js';
import type { NodeWishes } from './node-wishes.js';

/**
 * Returns the networks of the host's own segment that global addresses are in: there are the farmer's other machines,
 * which no tenant may reach. Private ones are out of reach anyway.
 */
export function onLink({ uplink, config, facts }: NodeWishes): readonly Prefix[] {
  const found = facts.links.filter(
    ({ name, netns }) => name === nodeNames.bridges.host && netns === undefined,
  );
  const host =
    config.uplink.addresses.length > 0
      ? config.uplink.addresses
      : [
          ...found.flatMap((link) => link.addresses),
          ...uplink.nics.flatMap((nic) => nic.addresses),
          ...(uplink.egress === undefined ? [] : [uplink.egress.address]),
        ];
  const addresses = [...host, ...config.egress.addresses.filter(({ address }) => address.kind === 'ipv4')];
  const networks = new Map<string, Prefix>();
  for (const { address, length } of addresses) {
    // A host route names no segment, and a default one all of them.
    if (!isGlobal(address) || length === 0 || length >= address.words.length * 32) continue;
    const network = networkOf(address, length);
    networks.set(network.text, network);
  }
  return [...networks.values()].sort(comparePrefixes);
}
