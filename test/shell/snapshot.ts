/** What the tools said of one network namespace. */
interface FoundNetns {
  readonly links: readonly {
    readonly ifname: string;
    readonly mtu: number;
    readonly ifalias?: string;
    readonly group: string;
    readonly flags: readonly string[];
    readonly linkinfo?: { readonly info_kind: string };
  }[];
  readonly addresses: readonly {
    readonly ifname: string;
    readonly addr_info: readonly {
      readonly scope: string;
      readonly local: string;
      readonly prefixlen: number;
    }[];
  }[];
  readonly routes: readonly { readonly dst: string; readonly dev: string }[];
  readonly routes6: readonly { readonly dst: string; readonly dev: string }[];
  readonly rules: {
    readonly nftables: readonly { readonly table?: { readonly family: string; readonly name: string } }[];
  };
  readonly table: string;
  readonly sockets: string;
  readonly sysctls: string;
  /** What it says on a segment: of each link, and of all. */
  readonly segments: string;
  /** Of links with names like ours: whether the namespace keeps out of their IPv6. */
  readonly ipv6: string;
}

/** What the tools said of the machine: `host`, `wireguard`, `daemons`, and `netns <name>` for each namespace. */
export interface Found {
  readonly host: FoundNetns;
  readonly wireguard: string;
  readonly daemons: string;
  readonly [netns: `netns ${string}`]: FoundNetns;
}

/** A machine as sorted lines, one a thing, in words that the planner's resources can be put into as well. */
export interface Snapshot {
  readonly lines: readonly string[];
  readonly daemons: readonly string[];
  /** The firewall of each namespace as nft lists it. */
  readonly firewalls: ReadonlyMap<string, string>;
}

/** Everything of ours that was found; what a machine has anyway is left out. */
export function snapshotOf(found: Found): Snapshot {
  const { wireguard, daemons } = found;
  const namespaces: (readonly [string, FoundNetns])[] = [['host', found.host]];
  for (const [name, each] of Object.entries(found)) {
    if (name.startsWith('netns ')) namespaces.push([name.slice('netns '.length), each]);
  }
  const lines = [
    ...namespaces.filter(([name]) => name !== 'host' && name !== 'public').map(([name]) => `netns ${name}`),
    ...namespaces.flatMap(([name, netns]) => linesOf(name, netns)),
    ...wireguardLines(wireguard),
  ];
  return {
    lines: lines.sort(),
    daemons: daemons.trim().split('\n').filter(Boolean),
    firewalls: new Map(namespaces.map(([name, { table }]) => [name, table])),
  };
}

function linesOf(name: string, netns: FoundNetns): readonly string[] {
  const tables = netns.rules.nftables.flatMap(({ table }) => (table === undefined ? [] : [table]));
  return [
    ...netns.links.flatMap(({ ifname, mtu, ifalias, group, flags, linkinfo }) =>
      ifname === 'lo'
        ? name.startsWith('n-') && flags.includes('UP')
          ? [`up lo in ${name}`]
          : []
        : ifalias === undefined
          ? [`unmarked ${ifname} in ${name}`]
          : [
              `link ${ifname} type ${(linkinfo?.info_kind ?? '').replace('tun', 'wireguard')} mtu ${mtu} alias ${ifalias} group ${group} in ${name}`,
              ...(flags.includes('UP') ? [`up ${ifname} in ${name}`] : []),
            ],
    ),
    ...netns.addresses.flatMap(({ ifname, addr_info }) =>
      addr_info
        .filter(({ scope }) => scope === 'global')
        .map(({ local, prefixlen }) => `address ${local}/${prefixlen} dev ${ifname} in ${name}`),
    ),
    ...[...netns.routes, ...netns.routes6].map(({ dst, dev }) => `route ${dst} dev ${dev} in ${name}`),
    ...tables.map((table) => `nft ${table.family} ${table.name} in ${name}`),
    ...[...netns.sockets.matchAll(/0\.0\.0\.0:(\d+)/g)].map(([, port]) => `udp ${port} in ${name}`),
    ...(name.startsWith('n-') ? netns.sysctls.trim().split('\n') : []).map(
      (line) => `sysctl ${line} in ${name}`,
    ),
    // Those that are not as the kernel has them by itself.
    ...[...netns.segments.matchAll(/.+(?:arp_ignore = 1|arp_announce = 2|send_redirects = 0)$/gm)].map(
      ([line]) => `sysctl ${line} in ${name}`,
    ),
    ...[...netns.ipv6.matchAll(/.+ = 1$/gm)].map(([line]) => `sysctl ${line} in ${name}`),
  ];
}

/** `wg show all dump`: a device has five fields, a peer nine. */
function wireguardLines(dump: string): readonly string[] {
  return dump
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [device, second, third, fourth, fifth = '', , , , keepalive] = line.split('\t');
      if (keepalive === undefined) return `wg ${device} public-key ${third} listen-port ${fourth}`;
      const allowedIPs = fifth.split(',').sort().join(',');
      return `wg ${device} peer ${second} endpoint ${fourth} allowed-ips ${allowedIPs} keepalive ${keepalive}`;
    });
}
