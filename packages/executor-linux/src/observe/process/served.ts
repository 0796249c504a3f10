import { type Resource, type ServerName, servedResource } from '@networkd/planner';
import { numberIn } from '../../process/by-pid-file.js';
import { isInNamespace, processOf, runningLinks } from '../../process/find.js';
import type { ServedLink, Server } from '../../process/program.js';
import { servers } from '../../process/programs.js';
import type { Place } from '../netns/place.js';

/** Returns what serves links, by our processes. */
export function serverResources(places: readonly Place[]): readonly Resource[] {
  return (Object.keys(servers) as readonly ServerName[]).flatMap((name) => {
    const program = servers[name];
    return runningLinks(program).map((link) => servedResource(name, link, isAttached(program, link, places)));
  });
}

/**
 * Says whether the process still serves its link. It does not where the link is gone or another one by now, or where
 * the namespace that the process is in is gone.
 */
function isAttached(program: Server, link: ServedLink, places: readonly Place[]): boolean {
  const place = places.find(({ netns }) => netns === link.netns);
  const found = place?.links.find(({ ifname }) => ifname === link.device);
  const pid = processOf(program, link);
  if (found === undefined || pid === undefined) return false;
  const index = numberIn(program.indexFile(link));
  return isInNamespace(pid, link.netns) && (index === undefined || index === found.ifindex);
}
