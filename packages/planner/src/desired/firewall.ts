import type { NftTable } from '../kind/nft-table.js';
import { egressLink, firewallTable, namesOf } from '../mark/names.js';
import type { Chain } from '../nft/chain.js';
import { faster, icmpv6Type, iifname, moreConnections, oifname } from '../nft/match.js';
import type { Match, Rule } from '../nft/rule.js';
import { accept, clamp, drop, masquerade } from '../nft/statement.js';
import { forwards, type Topology } from '../topology/topology.js';
import type { Vertex } from '../topology/vertex.js';
import { connections, loopback, neighbours } from './node/admission.js';
import { tableOf } from './table.js';

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
  const transit = forwards(topology, vertex) ? [accept(iifname(wireguard), oifname(wireguard))] : [];
  return tableOf(
    { owner: id, netns, name: firewallTable },
    [
      {
        name: 'input',
        policy: 'drop',
        rules: [
          ...connections,
          loopback,
          accept(iifname(macvlan, wireguard)),
          ...(hasInternet ? [neighbours(iifname(egressLink))] : []),
        ],
      },
      {
        name: 'forward',
        policy: 'drop',
        rules: [
          clamp(oifname(wireguard)),
          ...connections,
          accept(iifname(macvlan), oifname(wireguard)),
          accept(iifname(wireguard), oifname(macvlan)),
          ...transit,
          ...(hasInternet ? toInternet(iifname(macvlan), oifname(egressLink)) : []),
        ],
      },
      ...(hasInternet ? [masqueraded] : []),
      quiet,
    ],
    transit.length > 0 ? 'firewall, forwards between peers' : 'firewall',
  );
}

/**
 * What a tenant may have of the table of connections of `ndmz`, which all tenants share and Linux gives 262 144 places
 * (`nf_conntrack_max`): so many new ones a second, and so many at a time. The kernel looks through all of them for each
 * new one, so that a flood is held back before it is counted.
 */
const share = { rate: faster(2000, 4000), total: moreConnections(16_384) } as const;

/** Lets workloads open connections on a way, up to their share. */
function toInternet(...way: readonly Match[]): readonly Rule[] {
  return [drop(...way, share.rate), drop(...way, share.total), accept(...way)];
}

/**
 * Of IPv4 a parameter says so, of IPv6 none, and a userspace device has the link-local address that they are sent from.
 */
const quiet: Chain = { name: 'output', policy: 'accept', rules: [drop(icmpv6Type('nd-redirect'))] };

const masqueraded: Chain = {
  name: 'postrouting',
  policy: 'accept',
  rules: [masquerade(oifname(egressLink))],
};
