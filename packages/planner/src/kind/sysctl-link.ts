/**
 * Returns the link that a kernel parameter belongs to, as `npub6` in `net.ipv6.conf.npub6.accept_ra`; `undefined` for a
 * parameter of a whole namespace. A link's name may have dots in it (ip-sysctl).
 */
export function linkOfParameter(key: string): string | undefined {
  const [, name] = /^net\.ipv[46]\.(?:conf|neigh)\.(.+)\.[^.]+$/.exec(key) ?? [];
  return name === 'all' || name === 'default' ? undefined : name;
}
