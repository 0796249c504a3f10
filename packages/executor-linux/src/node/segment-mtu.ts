import { readFileSync } from 'node:fs';
import type { Run } from '../command/run.js';
import { leaseOf } from '../dhcp/lease.js';
import type { FoundLink } from '../observe/ip/link.js';
import type { FoundPlace } from './found-place.js';

/**
 * Returns the MTU of the segment of each link in bytes, by the link's name, where the DHCP server or the router says
 * less than the link has. The kernel keeps what routers say for IPv6 (RFC 4861), and the link's own MTU stays.
 */
export async function segmentMtusOf(run: Run, place: FoundPlace): Promise<ReadonlyMap<string, number>> {
  const announced = await announcedIn(run, place);
  const found = new Map<string, number>();
  for (const { ifname, mtu, master } of place.links) {
    if (master !== undefined) continue;
    const { netns } = place;
    const lent = leaseOf(netns === undefined ? { device: ifname } : { netns, device: ifname })?.lease?.mtu;
    const least = Math.min(lent ?? mtu, announced.get(ifname) ?? mtu);
    if (least < mtu) found.set(ifname, least);
  }
  return found;
}

/** Below that no link has IPv6 (RFC 8200): what is less is not of a router. */
const smallest = 1280;

async function announcedIn(run: Run, { netns, links }: FoundPlace): Promise<ReadonlyMap<string, number>> {
  const files = links.map(({ ifname }) => `/proc/sys/net/ipv6/conf/${ifname}/mtu`);
  const texts = netns === undefined ? files.map(textOf) : await textsIn(run, netns, files);
  return new Map(
    links.flatMap(({ ifname }: FoundLink, i) => {
      const mtu = Number(texts[i]);
      return mtu >= smallest ? [[ifname, mtu] as const] : [];
    }),
  );
}

/** Returns the text of a file. A link without IPv6 has no such file, and the text is empty. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Returns a line of each file, empty where there is no file. */
async function textsIn(run: Run, netns: string, files: readonly string[]): Promise<readonly string[]> {
  const script = 'for file; do { read -r mtu <"$file"; } 2>/dev/null || mtu=; echo "$mtu"; done';
  const { stdout } = await run({ argv: ['ip', 'netns', 'exec', netns, 'sh', '-c', script, 'sh', ...files] });
  return stdout.split('\n');
}
