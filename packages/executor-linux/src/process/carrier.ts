import { processOf, runningLinks } from './find.js';
import type { ServedLink, Server } from './program.js';
import { servers } from './programs.js';
import { send } from './send.js';

/**
 * Makes every process that serves a link ask again, to learn at once whether its lease still holds. Behind the cable
 * there may be another network now. Returns the links of those that were told.
 */
export function askAgain(): readonly ServedLink[] {
  const all: readonly Server[] = Object.values(servers);
  return all.flatMap((program) => {
    const { onCarrier } = program;
    if (onCarrier === 'none') return [];
    const links = runningLinks(program);
    for (const link of links) {
      const pid = processOf(program, link);
      if (pid !== undefined) send(pid, onCarrier);
    }
    return links;
  });
}
