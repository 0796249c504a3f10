import { linkGroup } from '@networkd/planner';
import { type Found, type FoundLink, type FoundRule, parameters } from './look.js';

/** The real machine as lines, in the words of `toldLines`. */
export function foundLines(found: Readonly<Record<string, Found>>): readonly string[] {
  const lines = Object.entries(found).flatMap(([name, each]) => [
    `netns ${name}`,
    ...netnsLines(each).map((line) => `${line} in ${name}`),
    ...each.wireguard.flatMap(wireguardLines),
  ]);
  // A userspace device is seen from every namespace.
  return [...new Set(lines)].sort();
}

function netnsLines(found: Found): readonly string[] {
  const { links, routes, rules, rules6, tables, sysctls, ipv6 } = found;
  return [
    ...links.flatMap((link) => linkLines(link, links)),
    ...routes.map(
      ({ dst, dev, gateway = '-', metric = 0 }) =>
        `route ${dst === 'default' ? everywhere(gateway) : withLength(dst)} via ${gateway} dev ${dev} metric ${metric}`,
    ),
    ...rules.filter(isOurs).map((rule) => `rule ipv4 ${ruleText(rule)}`),
    ...rules6.filter(isOurs).map((rule) => `rule ipv6 ${ruleText(rule)}`),
    ...tables.nftables.flatMap(({ table }) => (table === undefined ? [] : [`nft ${table.name}`])),
    ...parameters.map((key, i) => `${key} = ${sysctls[i]}`),
    ...ipv6.map((file) => `${file.replace('/proc/sys/', '').replaceAll('/', '.')} = 1`),
  ];
}

/** A bridge whose MAC address was never set has that of a port, so that one that has it says nothing. */
function linkLines(link: FoundLink, links: readonly FoundLink[]): readonly string[] {
  const { ifname, mtu, master, address = '', ifalias, group, flags, linkinfo, addr_info } = link;
  const isPorts = links.some((each) => each.master === ifname && each.address === address);
  const state = flags.includes('UP') ? 'up' : 'down';
  if (ifname === 'lo') return [`lo ${state}`];
  const type = linkinfo?.info_kind.replace('tun', 'wireguard');
  const mark = group === String(linkGroup) ? '' : ` not of our group but ${group}`;
  return [
    `link ${ifname} type ${type} mtu ${mtu} alias ${ifalias} ${state}${mark}`,
    ...addr_info
      .filter(({ scope }) => scope === 'global')
      .map(({ local, prefixlen }) => `address ${local}/${prefixlen} dev ${ifname}`),
    ...(master === undefined ? [] : [`port ${ifname} of ${master}`]),
    ...(address.startsWith(given) && !isPorts ? [`mac ${address} of ${ifname}`] : []),
  ];
}

/** With what all MAC addresses begin that are set: those of the kernel's choice are of no interest. */
const given = '02:00:5e:';

function isOurs({ protocol }: FoundRule): boolean {
  return protocol === '110';
}

function ruleText({ priority, src, srclen, dst, dstlen, table }: FoundRule): string {
  return `${priority} from ${selector(src, srclen)} to ${selector(dst, dstlen)} table ${table}`;
}

function selector(address: string | undefined, length: number | undefined): string {
  if (address === undefined || address === 'all') return 'all';
  return length === undefined ? withLength(address) : `${address}/${length}`;
}

/** ip(8) says `default` of both families. */
function everywhere(gateway: string): string {
  return gateway.includes(':') ? '::/0' : '0.0.0.0/0';
}

/** ip(8) leaves the length out where it is that of one address. */
function withLength(prefix: string): string {
  return prefix.includes('/') ? prefix : `${prefix}/${prefix.includes(':') ? 128 : 32}`;
}

/** `wg show all dump`: a device has five fields, a peer nine. */
function wireguardLines(line: string): readonly string[] {
  const [device, second, third, fourth, fifth = '', , , , keepalive] = line.split('\t');
  if (third === undefined) return [];
  // A device without a port of its own takes any when it comes up.
  if (keepalive === undefined)
    return [`wg ${device} public-key ${third}`, `wg ${device} listen-port ${fourth}`];
  const prefixes = fifth.split(',').sort().join(',');
  return [`wg ${device} peer ${second} endpoint ${fourth} allowed-ips ${prefixes} keepalive ${keepalive}`];
}
