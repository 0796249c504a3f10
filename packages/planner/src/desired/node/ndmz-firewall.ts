import * as E from 'fp-ts/lib/Either.js';
import type { NodeConfig } from '../../document/node-config/document.js';
import type { NftTable } from '../../kind/nft-table.js';
import { nodeNames } from '../../mark/names.js';
import { iifname, ip6Daddr, ipDaddr, not, oifname, tcpDport } from '../../nft/match.js';
import { accept, clamp, drop, masquerade } from '../../nft/statement.js';
import { nat64Of, nat64Prefix } from '../../scalar/nat64.js';
import { type Prefix, parsePrefix } from '../../scalar/prefix.js';
import {
  connections,
  dhcp,
  established,
  invalid,
  ipv6Needs,
  loopback,
  neighbours,
  routers,
} from './admission.js';
import type { NodeWishes } from './node-wishes.js';
import { onLink } from './on-link.js';
import { nodeTable } from './table.js';

const { macvlans, netns } = nodeNames;

/**
 * IPv4 networks that are not the Internet (RFC 6890): private ones, the grid's own, link-local, multicast and what is
 * reserved above it. As nft(8) lists them, which joins what lies side by side.
 */
const notInternet4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/3'],
];

/**
 * All IPv6 Internet (RFC 4291), and by a translator the IPv4 one: neither ULA nor link-local nor multicast addresses
 * are in it.
 */
const internet6 = [nat64Prefix.text, '2000::/3'] as const;

/** The same networks behind a translator, which RFC 6052 forbids but many a translator does not. */
const notInternet64 = notInternet4.flatMap((text) => {
  const network = parsePrefix(text);
  return E.isRight(network) ? [nat64Of(network.right).text] : [];
});

/**
 * Returns the firewall of tenants' way to the Internet. Network resources reach the Internet and nothing else, neither
 * the farmer's networks nor each other, and nothing new comes back. They are masqueraded, by the addresses that they have
 * here, and their connections are told the MTU of the segment.
 */
export function ndmzFirewall(wishes: NodeWishes): NftTable {
  return ndmzTable(wishes.config.egress, onLink(wishes));
}

/** Returns the same firewall from what it is made of: `segment` are the networks of the host's own segment. */
export function ndmzTable(
  { blockedTcpPorts, randomPorts }: Pick<NodeConfig['egress'], 'blockedTcpPorts' | 'randomPorts'>,
  segment: readonly Prefix[],
): NftTable {
  const { tenants, ipv4, ipv6 } = macvlans;
  const near = [...segment, ...segment.filter(({ kind }) => kind === 'ipv4').map(nat64Of)];
  const outside = oifname(ipv4, ipv6);
  return nodeTable(
    netns.ndmz,
    [
      {
        name: 'input',
        policy: 'drop',
        rules: [
          established,
          neighbours(),
          routers(iifname(ipv6)),
          ...ipv6Needs,
          invalid,
          loopback,
          dhcp(iifname(ipv4)),
        ],
      },
      {
        name: 'forward',
        policy: 'drop',
        rules: [
          clamp(outside),
          ...connections,
          drop(not(iifname(tenants))),
          ...(blockedTcpPorts.length > 0 ? [drop(tcpDport(...blockedTcpPorts))] : []),
          drop(ipDaddr(...notInternet4)),
          drop(not(ip6Daddr(...internet6))),
          drop(ip6Daddr(...notInternet64)),
          ...near.map(({ kind, text }) => drop(kind === 'ipv4' ? ipDaddr(text) : ip6Daddr(text))),
          accept(outside),
        ],
      },
      {
        name: 'postrouting',
        policy: 'accept',
        rules: [masquerade(outside, randomPorts)],
      },
    ],
    "firewall of tenants' way to the Internet",
  );
}
