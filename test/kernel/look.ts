/** The parameters that operations set, of namespaces; those of links are read with the links. */
export const parameters = [
  'net.ipv4.ip_forward',
  'net.ipv6.conf.all.forwarding',
  'net.ipv4.conf.all.promote_secondaries',
] as const;

const files = parameters.map((key) => `/proc/sys/${key.replaceAll('.', '/')}`).join(' ');

/** Says as JSON what the namespace it runs in has of everything that operations make. */
export const lookScript = `text() { printf ',"%s":"' "$1"; tr '\\t\\n' ' ;'; printf '"'; }
printf '{"links":'; ip -json -details address show
printf ',"routes":'; ip -json route show proto 110
printf ',"routes6":'; ip -json -6 route show proto 110
printf ',"rules":'; ip -json rule show
printf ',"rules6":'; ip -json -6 rule show
printf ',"tables":'; nft -j list tables
cat ${files} | text sysctls
grep -ls 1 /proc/sys/net/ipv6/conf/[bnw]-?/disable_ipv6 | text ipv6
wg show all dump | text wireguard
printf '}'
`;

/** What that script said of one network namespace; the host's has the name ''. */
export interface Found {
  readonly links: readonly FoundLink[];
  readonly routes: readonly FoundRoute[];
  readonly routes6: readonly FoundRoute[];
  readonly rules: readonly FoundRule[];
  readonly rules6: readonly FoundRule[];
  readonly tables: { readonly nftables: readonly { readonly table?: { readonly name: string } }[] };
  readonly sysctls: string;
  /** The files of the links that keep out of IPv6. */
  readonly ipv6: string;
  readonly wireguard: string;
}

/** A link, as `ip address` says it. */
export interface FoundLink {
  readonly ifname: string;
  readonly mtu: number;
  readonly ifalias?: string;
  readonly group: string;
  readonly flags: readonly string[];
  readonly linkinfo?: { readonly info_kind: string };
  readonly addr_info: readonly {
    readonly scope: string;
    readonly local: string;
    readonly prefixlen: number;
  }[];
}

interface FoundRoute {
  readonly dst: string;
  readonly dev: string;
  readonly gateway?: string;
  readonly metric?: number;
}

/** A rule, as `ip rule` says it. */
export interface FoundRule {
  readonly priority: number;
  readonly src?: string;
  readonly srclen?: number;
  readonly dst?: string;
  readonly dstlen?: number;
  readonly table: string;
  readonly protocol?: string;
}
