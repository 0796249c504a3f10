import type { Address, InterfaceAddress, InterfaceRoute } from '@networkd/planner';
import { present } from '@networkd/planner';
import type { Invocation, Run } from '../command/run.js';
import { ask } from '../observe/ask.js';
import { listsIn } from '../observe/ip/json.js';
import { type FoundAddress, type FoundLink, globalScope, linksIn } from '../observe/ip/link.js';
import { destinationOf, type IpRoute, isMain, viaOf } from '../observe/ip/route.js';
import { addressIn, interfaceAddressIn, prefixIn } from './scalars.js';

/** Who is at an address of a segment, ip-neighbour(8). */
interface Neighbour {
  readonly dst?: string;
  readonly dev?: string;
  readonly lladdr?: string;
}

/** Links, routes of the main table and neighbours of a namespace. */
export interface FoundPlace {
  /** Absent: the host's. */
  readonly netns?: string;
  readonly links: readonly FoundLink[];
  readonly routes: readonly IpRoute[];
  readonly neighbours: readonly Neighbour[];
}

/** What is asked of ip(8); without a family the routes of both are only shown for all tables. */
const questions = ['address show', 'route show table all', 'neighbour show'];

/** Reads what is in a namespace, by one process. Throws `NotObserved`. */
export async function readFoundPlace(run: Run, netns?: string): Promise<FoundPlace> {
  const place = netns === undefined ? {} : { netns };
  const invocation: Invocation = {
    argv: ['ip', ...(netns === undefined ? [] : ['-n', netns]), '-N', '-json', '-details', '-batch', '-'],
    stdin: `${questions.join('\n')}\n`,
  };
  const text = await ask(run, invocation);
  const [links = [], routes = [], neighbours = []] = listsIn(text, questions.length, invocation);
  return {
    ...place,
    links: linksIn(links),
    routes: (routes as readonly IpRoute[]).filter(isMain),
    neighbours: neighbours as readonly Neighbour[],
  };
}

/**
 * Returns the addresses of a link by which others can know it. Leaves out those with a narrower scope than global.
 * Leaves out those that are tentative or deprecated, or that change by themselves (RFC 8981).
 */
export function lastingAddresses({ addr_info = [] }: FoundLink): readonly InterfaceAddress[] {
  return addr_info
    .filter(isLasting)
    .flatMap(({ local, prefixlen }) => interfaceAddressIn(`${local}/${prefixlen}`) ?? []);
}

function isLasting({ scope, temporary, deprecated, tentative }: FoundAddress): boolean {
  return scope === globalScope && temporary !== true && deprecated !== true && tentative !== true;
}

/** Returns the gateways of the default routes over a link, the preferred one first. */
export function gatewaysOf({ ifname }: FoundLink, { routes }: FoundPlace): readonly Address[] {
  const texts = routes
    .filter(({ dst }) => dst === 'default')
    .toSorted((a, b) => (a.metric ?? 0) - (b.metric ?? 0))
    .flatMap(({ dev, gateway, nexthops = [] }) => [{ dev, gateway }, ...nexthops])
    .flatMap(({ dev, gateway }) => (dev === ifname && gateway !== undefined ? [gateway] : []));
  return [...new Set(texts)].flatMap((text) => addressIn(text) ?? []);
}

/** RTPROT_KERNEL: routes that follow from addresses. */
const kernel = '2';

/** Returns the routes over a link that do not follow from its addresses. */
export function routesOf({ ifname }: FoundLink, { routes }: FoundPlace): readonly InterfaceRoute[] {
  return routes
    .filter(({ dev, protocol }) => dev === ifname && protocol !== kernel)
    .flatMap((route): readonly InterfaceRoute[] => {
      const destination = prefixIn(destinationOf(route));
      const via = addressIn(viaOf(route));
      if (destination === undefined) return [];
      const { metric } = route;
      return [{ destination, ...present({ via, metric }) }];
    });
}

/** Returns the networks that a link is on, without link-local and multicast ones. */
export function networksOf({ ifname }: FoundLink, { routes }: FoundPlace): readonly string[] {
  const texts = routes
    .filter(({ dev, protocol, gateway }) => dev === ifname && protocol === kernel && gateway === undefined)
    .map(destinationOf)
    .filter((text) => !text.startsWith('fe80:') && !text.startsWith('ff00:'));
  return [...new Set(texts)];
}
