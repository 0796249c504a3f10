import { processOf, runningLinks } from './find.js';
import type { ServedLink } from './program.js';
import { servers } from './programs.js';
import { send } from './send.js';

/**
 * Has every process that serves a link ask again, as one asks at once whether its lease still holds: behind the cable there
 * may be another network now. Gives the links of those that were told.
 */
export function askAgain(): readonly ServedLink[] {
  return servers.flatMap((program) => {
    const { onCarrier } = program.role;
    if (onCarrier === 'none') return [];
    const links = runningLinks(program);
    for (const link of links) {
      const pid = processOf(program, link);
      if (pid !== undefined) send(pid, onCarrier);
    }
    return links;
  });
}
