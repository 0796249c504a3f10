import type { NftTable } from '../kind/nft-table.js';
import { firewallTable, namesOf, wayOut } from '../mark/names.js';
import { digest } from '../scalar/digest.js';
import { forwards, type Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';
import { neighbours } from './node/admission.js';
import { rulesetOf } from './node/table.js';

/**
 * Returns the firewall of a network resource. It drops everything but what belongs to a connection, what comes from the
 * resource's own bridge or the mesh, and what goes between the two. Only a node that forwards lets the mesh through to
 * the mesh. TCP's MSS is clamped, since the tunnel carries less than a container's 1500 bytes. Where there is a way to
 * the Internet, workloads may open connections to it, masqueraded, up to their share of those that a node has; of what
 * comes from there only IPv6's neighbours are let in. Nobody is sent redirects: over an aggregator every hop would be
 * answered with one.
 */
export function firewall(topology: Topology, vertex: Vertex, hasInternet = false): NftTable {
  const { id } = topology.network;
  const { netns, macvlan, wireguard } = namesOf(id);
  const transit = forwards(topology, vertex)
    ? [`    iifname "${wireguard}" oifname "${wireguard}" accept`]
    : [];
  const ruleset = [
    '  chain networkd-input {',
    '    type filter hook input priority filter; policy drop;',
    '    ct state established,related accept',
    '    ct state invalid drop',
    '    iifname "lo" accept',
    `    iifname { "${macvlan}", "${wireguard}" } accept`,
    ...(hasInternet ? [`    iifname "${wayOut}" ${neighbours}`] : []),
    '  }',
    '  chain networkd-forward {',
    '    type filter hook forward priority filter; policy drop;',
    `    oifname "${wireguard}" tcp flags syn tcp option maxseg size set rt mtu`,
    '    ct state established,related accept',
    '    ct state invalid drop',
    `    iifname "${macvlan}" oifname "${wireguard}" accept`,
    `    iifname "${wireguard}" oifname "${macvlan}" accept`,
    ...transit,
    ...(hasInternet ? toInternet(`iifname "${macvlan}" oifname "${wayOut}"`) : []),
    '  }',
    ...(hasInternet ? [masquerade] : []),
    quiet,
  ].join('\n');
  return {
    kind: 'NftTable',
    owner: id,
    netns,
    family: 'inet',
    name: firewallTable,
    hash: digest(ruleset),
    ruleset,
    reason: transit.length > 0 ? 'firewall, forwards between peers' : 'firewall',
  };
}

/**
 * What a tenant may have of the table of connections of `ndmz`, which all tenants share and Linux gives 262 144 places
 * (`nf_conntrack_max`): so many new ones a second, and so many at a time. The kernel looks through all of them for each
 * new one, so that a flood is held back before it is counted.
 */
const share = {
  rate: 'limit rate over 2000/second burst 4000 packets',
  total: 'ct count over 16384',
} as const;

/** Lets workloads open connections on a way, up to their share. */
function toInternet(way: string): readonly string[] {
  return [`    ${way} ${share.rate} drop`, `    ${way} ${share.total} drop`, `    ${way} accept`];
}

/**
 * Of IPv4 a parameter says so, of IPv6 none, and a userspace device has the link-local address that they are sent from.
 */
const quiet = rulesetOf([{ name: 'output', policy: 'accept', rules: ['icmpv6 type nd-redirect drop'] }]);

const masquerade = rulesetOf([
  { name: 'postrouting', policy: 'accept', rules: [`oifname "${wayOut}" masquerade`] },
]);
