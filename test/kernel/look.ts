/** The parameters that operations set, of namespaces; those of links are read with the links. */
export const parameters = [
  'net.ipv4.ip_forward',
  'net.ipv6.conf.all.forwarding',
  'net.ipv4.conf.all.promote_secondaries',
] as const;

/** What ip(8) is asked in one process; without a family that is links and routes of both, and rules of IPv4. */
export const questions = 'address show\nroute show table all proto 110\nrule show\n';

const files = parameters.map((key) => `/proc/sys/${key.replaceAll('.', '/')}`).join(' ');

/**
 * Says what the namespace it runs in has of everything that operations make, a line each, and then what wg(8) says of
 * devices. Reads files without a process for each: there are hundreds of sequences. The questions are in `questions`.
 */
export const lookScript = `ip -json -details -batch questions
ip -json -6 rule show
nft -j list tables
for file in ${files}; do read -r value <$file; printf '%s ' "$value"; done
echo
for file in /proc/sys/net/ipv6/conf/[bnw]-?/disable_ipv6; do
  [ -e "$file" ] || continue
  read -r value <"$file"
  [ "$value" = 0 ] || printf '%s ' "$file"
done
echo
wg show all dump
`;

/** What that script said of one network namespace. */
export interface Found {
  readonly links: readonly FoundLink[];
  readonly routes: readonly FoundRoute[];
  readonly rules: readonly FoundRule[];
  readonly rules6: readonly FoundRule[];
  readonly tables: { readonly nftables: readonly { readonly table?: { readonly name: string } }[] };
  /** The values of the parameters, in their order. */
  readonly sysctls: readonly string[];
  /** The files of the links that keep out of IPv6. */
  readonly ipv6: readonly string[];
  /** A line for each device and each peer. */
  readonly wireguard: readonly string[];
}

/** What the script printed, taken apart. */
export function foundIn(text: string): Found {
  const [
    links = '',
    routes = '',
    rules = '',
    rules6 = '',
    tables = '',
    sysctls = '',
    ipv6 = '',
    ...wireguard
  ] = text.split('\n');
  return {
    links: JSON.parse(links),
    routes: JSON.parse(routes),
    rules: JSON.parse(rules),
    rules6: JSON.parse(rules6),
    tables: JSON.parse(tables),
    sysctls: wordsIn(sysctls),
    ipv6: wordsIn(ipv6),
    wireguard,
  };
}

function wordsIn(line: string): readonly string[] {
  return line.split(' ').filter((word) => word !== '');
}

/** A link, as `ip address` says it. */
export interface FoundLink {
  readonly ifname: string;
  readonly mtu: number;
  readonly address?: string;
  readonly master?: string;
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
