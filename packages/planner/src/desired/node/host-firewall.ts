import type { NodeConfig } from '../../document/node-config/document.js';
import type { NftTable } from '../../kind/nft-table.js';
import { linkGroup, nodeNames } from '../../mark/names.js';
import { admission } from './admission.js';
import { nodeTable } from './table.js';

/**
 * Returns the host's firewall: nothing new comes in from outside but what `admission` says and what a DHCP server
 * sends, and nothing at all from a tenant's bridge. The host forwards nothing to or from tenants; other forwarding is
 * not ours to decide. Tenants' bridges are known by the group that all our links are born in, and not by their names,
 * which others may choose as well: of that group the host uses the uplink's bridge alone. What passes a tenant's bridge
 * is not in the host's table of connections, where `br_netfilter` would have it: a tenant could fill that, and two
 * tenants may have the same addresses.
 */
export function hostFirewall(firewall: NodeConfig['firewall']): NftTable {
  const { host, public: open, ndmz } = nodeNames.bridges;
  const own = `{ "${host}", "${open}" }`;
  const tenant = (way: 'iif' | 'oif') => `${way}group ${linkGroup} ${way}name != ${own}`;
  return nodeTable(
    undefined,
    [
      {
        name: 'input',
        policy: 'drop',
        rules: [
          `iifgroup ${linkGroup} iifname != "${host}" drop`,
          ...admission(firewall),
          `iifname "${host}" udp sport 67 udp dport 68 accept`,
        ],
      },
      {
        name: 'forward',
        policy: 'accept',
        rules: [
          `iifname "${ndmz}" oifname != "${ndmz}" drop`,
          `iifname != "${ndmz}" oifname "${ndmz}" drop`,
          `${tenant('iif')} oifgroup != ${linkGroup} drop`,
          `${tenant('iif')} oifname ${own} drop`,
          `iifgroup != ${linkGroup} ${tenant('oif')} drop`,
          `iifname ${own} ${tenant('oif')} drop`,
        ],
      },
      { name: 'prerouting', policy: 'accept', rules: [`${tenant('iif')} notrack`] },
    ],
    'firewall of the host',
  );
}
