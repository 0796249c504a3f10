import type { NodeConfig } from '../../document/node-config/document.js';
import type { NftTable } from '../../kind/nft-table.js';
import { linkGroup, nodeNames } from '../../mark/names.js';
import { iifgroup, iifname, not, oifgroup, oifname } from '../../nft/match.js';
import { drop, notrack } from '../../nft/statement.js';
import { admission, dhcp } from './admission.js';
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
  const own = [host, open] as const;
  const fromTenant = [iifgroup(linkGroup), not(iifname(...own))] as const;
  const toTenant = [oifgroup(linkGroup), not(oifname(...own))] as const;
  return nodeTable(
    undefined,
    [
      {
        name: 'input',
        policy: 'drop',
        rules: [drop(iifgroup(linkGroup), not(iifname(host))), ...admission(firewall), dhcp(iifname(host))],
      },
      {
        name: 'forward',
        policy: 'accept',
        rules: [
          drop(iifname(ndmz), not(oifname(ndmz))),
          drop(not(iifname(ndmz)), oifname(ndmz)),
          drop(...fromTenant, not(oifgroup(linkGroup))),
          drop(...fromTenant, oifname(...own)),
          drop(not(iifgroup(linkGroup)), ...toTenant),
          drop(iifname(...own), ...toTenant),
        ],
      },
      { name: 'prerouting', policy: 'accept', rules: [notrack(...fromTenant)] },
    ],
    'firewall of the host',
  );
}
