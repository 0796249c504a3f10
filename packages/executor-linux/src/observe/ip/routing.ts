import type { Invocation, Run } from '../../command/run.js';
import { ask, commandLine } from '../ask.js';
import { ip, stdinOf } from '../netns/place.js';
import { unsaid } from '../not-observed.js';
import { listsIn } from './json.js';
import { type FoundLink, linksIn } from './link.js';

/** Routes of all tables and rules of the host, as ip(8) lists them. */
export interface Routing {
  readonly routes: readonly unknown[];
  readonly rules4: readonly unknown[];
  readonly rules6: readonly unknown[];
}

/** Links and the routing that goes with their addresses. */
export interface Routed {
  readonly carriers: readonly FoundLink[];
  readonly routing: Routing;
}

/** The kernel makes a route of an address at once, so the addresses after the routes tell whether these belong to them. */
const questions = ['route show table all', 'rule show', 'address show'] as const;

/** Each takes some milliseconds, and addresses come and go by the second at most. */
const mostTries = 10;

/**
 * Reads routes of all tables and rules of the host, and the links as they are with them. The links have the addresses
 * that they had before the routes were read and have after. Takes two processes, and two more each time that an address
 * has come or gone meanwhile. A lease that comes between the addresses and the routes would show as a route of somebody
 * else. Throws `NotObserved` where the addresses never stay for as long as that takes.
 */
export async function readRouting(run: Run, links: readonly FoundLink[]): Promise<Routed> {
  const batch: Invocation = { argv: [...ip, '-batch', '-'], stdin: stdinOf(questions) };
  const six: Invocation = { argv: [...ip, '-6', 'rule', 'show'] };
  let carriers = links;
  for (let i = 0; i < mostTries; i++) {
    const [both, rules] = await Promise.all([ask(run, batch), ask(run, six)]);
    const [routes = [], rules4 = [], shown = []] = listsIn(both, questions.length, batch);
    const [rules6 = []] = listsIn(rules, 1, six);
    const now = asNow(carriers, linksIn(shown));
    if (givenTo(now) === givenTo(carriers)) return { carriers: now, routing: { routes, rules4, rules6 } };
    carriers = now;
  }
  throw unsaid({
    command: commandLine(batch),
    status: 0,
    said: `addresses of ${links.map(({ ifname }) => ifname).join(', ')} come and go faster than they can be read`,
    remedy: 'Stop what gives and takes them, and try again',
  });
}

/** Returns the same links with the addresses they have by now. A link that is gone has none. */
function asNow(links: readonly FoundLink[], shown: readonly FoundLink[]): readonly FoundLink[] {
  return links.map((link) => ({
    ...link,
    addr_info: shown.find(({ ifindex }) => ifindex === link.ifindex)?.addr_info ?? [],
  }));
}

/** Returns which addresses each link has, without their lifetimes. */
function givenTo(links: readonly FoundLink[]): string {
  const given = ({ addr_info = [] }: FoundLink) =>
    addr_info.map(({ local, prefixlen, address, metric, noprefixroute }) =>
      [local, prefixlen, address, metric, noprefixroute].join(' '),
    );
  return JSON.stringify(links.map(given));
}
