/**
 * The link that a kernel parameter is of, as `npub6` in `net.ipv6.conf.npub6.accept_ra`; none for what holds for a
 * whole namespace. A link's name may have dots in it (ip-sysctl).
 */
export function linkOfParameter(key: string): string | undefined {
  const [, name] = /^net\.ipv[46]\.(?:conf|neigh)\.(.+)\.[^.]+$/.exec(key) ?? [];
  return name === 'all' || name === 'default' ? undefined : name;
}
