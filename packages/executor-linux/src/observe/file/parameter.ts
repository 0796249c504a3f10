import { networkOfNetns, slaacParameters } from '@networkd/planner';

/** What plans set in a namespace with several segments: it answers and asks on each as itself, and redirects nobody. */
const ofSegments = [
  'net.ipv4.conf.all.arp_ignore',
  'net.ipv4.conf.all.arp_announce',
  'net.ipv4.conf.all.send_redirects',
] as const;

const redirects = (link: string) => `net.ipv4.conf.${link}.send_redirects`;
const answers = (link: string) => `net.ipv4.conf.${link}.arp_ignore`;

/** The kernel parameters that plans set, sysctl(8), in the namespace of a network; those of its links beside them. */
const parameters = [
  'net.ipv4.ip_forward',
  'net.ipv6.conf.all.forwarding',
  'net.ipv4.conf.all.promote_secondaries',
  ...ofSegments,
] as const;

/** Those that plans set in the host's namespace, and in those of the node's own. */
const nodeParameters: Readonly<Record<string, readonly string[]>> = {
  host: [
    'net.ipv6.conf.zos.accept_ra',
    ...Object.keys(slaacParameters).map((name) => `net.ipv6.conf.zos.${name}`),
    'net.ipv4.conf.zos.promote_secondaries',
    'net.ipv4.conf.zos.arp_announce',
    ...['zos', 'br-pub', 'br-ndmz'].map(answers),
  ],
  public: ['net.ipv4.conf.all.promote_secondaries', 'net.ipv6.conf.public.accept_ra'],
  ndmz: [
    'net.ipv4.ip_forward',
    'net.ipv6.conf.all.forwarding',
    'net.ipv6.conf.npub6.accept_ra',
    ...ofSegments,
    ...['tonrs', 'npub4', 'npub6'].map(redirects),
  ],
};

/**
 * Returns the parameters that plans set in a namespace. Without a name that is the host's. There the bridge of each
 * network has one, of those whose `links` are given.
 */
export function parametersOf(netns: string | undefined, links: readonly string[] = []): readonly string[] {
  const own = nodeParameters[netns ?? 'host'];
  if (netns === undefined)
    return [...(own ?? []), ...links.filter((name) => bridgeName.test(name)).map(answers)];
  const network = networkOfNetns(netns ?? '');
  if (own !== undefined || network === undefined) return own ?? parameters;
  return [...parameters, ...[`n-${network}`, `w-${network}`, 'public'].map(redirects)];
}

const bridgeName = /^b-[0-9A-Za-z]{1,13}$/;

/** Returns their files, and those that say of each link whether the namespace keeps out of its IPv6. */
export function parameterFiles(netns: string | undefined, links: readonly string[] = []): readonly string[] {
  return [...parametersOf(netns, links).map(fileOf), disableIpv6File('*')];
}

/**
 * Returns what the parameters are in these files. Leaves out a parameter that could not be read. Linux gives a number
 * only to the first read of its file, and most shells read byte by byte, so of `10` there may be just `1`. That tells
 * on from off, and all of ours are on or off.
 */
export function parametersIn(
  files: ReadonlyMap<string, readonly string[]>,
  netns: string | undefined,
  links: readonly string[] = [],
): readonly { readonly key: string; readonly value: string }[] {
  return parametersOf(netns, links).flatMap((key) => {
    const value = files.get(fileOf(key))?.[0];
    return value === undefined ? [] : [{ key, value: value === '-' ? '-1' : value }];
  });
}

/** Returns the file that says whether the namespace keeps out of a link's IPv6. */
export function disableIpv6File(link: string): string {
  return `/proc/sys/net/ipv6/conf/${link}/disable_ipv6`;
}

/**
 * Says whether the namespace keeps out of the link's IPv6, by the lines of that file. There is no such file while the
 * link's MTU is too small for IPv6 at all, and it comes back with 0.
 */
export function disablesIpv6(lines: readonly string[] = []): boolean {
  return (lines[0] ?? '0') !== '0';
}

function fileOf(key: string): string {
  return `/proc/sys/${key.replaceAll('.', '/')}`;
}
