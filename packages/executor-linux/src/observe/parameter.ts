/** The kernel parameters that plans set, sysctl(8), in the namespace of a network. */
export const parameters = [
  'net.ipv4.ip_forward',
  'net.ipv6.conf.all.forwarding',
  'net.ipv4.conf.all.promote_secondaries',
] as const;

/** Those that plans set in the host's namespace, and in those of the node's own. */
const nodeParameters: Readonly<Record<string, readonly string[]>> = {
  host: ['net.ipv6.conf.zos.accept_ra', 'net.ipv4.conf.zos.promote_secondaries'],
  public: ['net.ipv4.conf.all.promote_secondaries', 'net.ipv6.conf.public.accept_ra'],
  ndmz: ['net.ipv4.ip_forward', 'net.ipv6.conf.all.forwarding', 'net.ipv6.conf.npub6.accept_ra'],
};

/** The parameters that plans set in a namespace; without a name, in the host's. */
export function parametersOf(netns: string | undefined): readonly string[] {
  return nodeParameters[netns ?? 'host'] ?? parameters;
}

/** Their files, and those that say of each link whether the namespace keeps out of its IPv6. */
export function parameterFiles(netns: string | undefined): readonly string[] {
  return [...parametersOf(netns).map(fileOf), disableIpv6File('*')];
}

/**
 * What the parameters are in these files; one that could not be read is none. Linux gives a number only to the first
 * read of its file, and most shells read byte by byte, so of `10` there may be just `1`. That tells on from off, which
 * is what all of ours are.
 */
export function parametersIn(
  files: ReadonlyMap<string, readonly string[]>,
  netns: string | undefined,
): readonly { readonly key: string; readonly value: string }[] {
  return parametersOf(netns).flatMap((key) => {
    const value = files.get(fileOf(key))?.[0];
    return value === undefined ? [] : [{ key, value: value === '-' ? '-1' : value }];
  });
}

/** The file that says whether the namespace keeps out of a link's IPv6. */
export function disableIpv6File(link: string): string {
  return `/proc/sys/net/ipv6/conf/${link}/disable_ipv6`;
}

/**
 * Does the namespace keep out of the link's IPv6, by the lines of that file? There is none while the link's MTU is too
 * small for IPv6 at all, and it comes back with 0.
 */
export function disablesIpv6(lines: readonly string[] = []): boolean {
  return (lines[0] ?? '0') !== '0';
}

function fileOf(key: string): string {
  return `/proc/sys/${key.replaceAll('.', '/')}`;
}
