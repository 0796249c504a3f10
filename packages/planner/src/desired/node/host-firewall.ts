import type { NodeConfig } from '../../document/node-config.js';
import type { NftTable } from '../../state/resource.js';
import { nodeNames, tenantBridges } from '../names.js';
import { admission } from './admission.js';
import { nodeTable } from './table.js';

/**
 * The host's firewall: nothing new comes in from outside but what `admission` says and what a DHCP server sends, and
 * nothing at all from a tenant's bridge. The host forwards nothing to or from tenants; what else it forwards is not
 * ours to say.
 */
export function hostFirewall(firewall: NodeConfig['firewall']): NftTable {
  const { host, ndmz } = nodeNames.bridges;
  const tenants = [tenantBridges, ndmz];
  return nodeTable(
    undefined,
    [
      {
        name: 'input',
        policy: 'drop',
        rules: [
          ...tenants.map((bridge) => `iifname "${bridge}" drop`),
          ...admission(firewall),
          `iifname "${host}" udp sport 67 udp dport 68 accept`,
        ],
      },
      {
        name: 'forward',
        policy: 'accept',
        rules: tenants.flatMap((bridge) => [
          `iifname "${bridge}" oifname != "${bridge}" drop`,
          `iifname != "${bridge}" oifname "${bridge}" drop`,
        ]),
      },
    ],
    'firewall of the host',
  );
}
