/** The files that say of each link where its MAC address comes from, sysfs-class-net. */
export const assignFiles = assignFile('*');

/** Returns the file of one link. */
export function assignFile(link: string): string {
  return `/sys/class/net/${link}/addr_assign_type`;
}

/** NET_ADDR_SET: by somebody, and neither the hardware's nor made up by the kernel. */
const set = '3';

/** Returns those of the links whose MAC address somebody has set, by the lines of their files. */
export function assignedAmong(
  links: readonly string[],
  linesOf: (link: string) => readonly string[] | undefined,
): ReadonlySet<string> {
  return new Set(links.filter((link) => linesOf(link)?.[0] === set));
}
