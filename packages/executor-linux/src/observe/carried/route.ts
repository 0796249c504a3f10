import { networkOf, routeMetrics } from '@networkd/planner';
import { refused } from '../../error.js';
import { interfaceAddressIn } from '../../node/scalars.js';
import type { FoundLink } from '../ip/link.js';
import { destinationOf, type IpRoute, withLength } from '../ip/route.js';
import type { Ipv6Habits, Spoken } from '../ip/spoken.js';

/** One of the ways of a route. */
interface IpWay {
  readonly gateway?: string;
  readonly via?: { readonly family?: string; readonly host?: string };
  readonly dev?: string;
  readonly weight?: number;
  readonly flags?: readonly string[];
}

/** A route with all that ip(8) says of it. */
interface WholeRoute extends Omit<IpRoute, 'nexthops' | 'via'>, IpWay {
  readonly scope?: string;
  readonly prefsrc?: string;
  readonly tos?: string;
  readonly expires?: number;
  readonly metrics?: readonly Readonly<Record<string, unknown>>[];
  readonly nexthops?: readonly IpWay[];
}

const known: ReadonlySet<string> = new Set([
  ...['type', 'dst', 'gateway', 'via', 'dev', 'table', 'protocol', 'scope', 'prefsrc', 'tos', 'metric'],
  ...['flags', 'metrics', 'nexthops', 'pref', 'expires', 'cache', 'nhid'],
]);

/** RTPROT_REDIRECT, RTPROT_KERNEL, RTPROT_RA. */
const [redirect, kernel, advertised] = ['1', '2', '9'];

/** RTN_… as ip(8) names them; the others lead to no link. */
const types: Readonly<Record<string, string>> = {
  1: 'unicast',
  2: 'local',
  3: 'broadcast',
  4: 'anycast',
  5: 'multicast',
};

/** RT_TABLE_MAIN. */
const main = '254';

/** Returns the routes over the link that do not follow from its addresses or from router advertisements. */
export function carriedRoutes(
  link: FoundLink,
  list: readonly unknown[],
  habits: Ipv6Habits,
): readonly Spoken[] {
  return (list as readonly WholeRoute[])
    .filter((route) => waysOf(route).some(({ dev }) => dev === link.ifname))
    .filter((route) => isGiven(route, link, habits))
    .map(spoken);
}

function waysOf(route: WholeRoute): readonly IpWay[] {
  return route.nexthops ?? [route];
}

function isGiven(route: WholeRoute, link: FoundLink, habits: Ipv6Habits): boolean {
  const { protocol, table = main } = route;
  if (protocol === redirect) return false;
  if (protocol === advertised && isIpv6(route)) return !habits.heedsRouters;
  if (protocol !== kernel) return true;
  return table === main && !isImplied(route, link, habits);
}

/** Says whether it is the route to the network of an address. The kernel makes that unless it is told not to. */
function isImplied(route: WholeRoute, link: FoundLink, habits: Ipv6Habits): boolean {
  if (isIpv6(route)) {
    // The link-local network, multicast, and the prefix of an advertisement.
    if (route.dst.startsWith('fe80:') || route.dst.startsWith('ff')) return true;
    if (route.expires !== undefined && habits.heedsRouters) return true;
  }
  const destination = destinationOf(route);
  return (link.addr_info ?? []).some(
    ({ noprefixroute, local, prefixlen, address = local, metric }) =>
      noprefixroute !== true &&
      (metric === undefined || metric === route.metric) &&
      (destination === networkText(`${address}/${prefixlen}`) || destination === withLength(local ?? '')),
  );
}

function networkText(text: string): string | undefined {
  const found = interfaceAddressIn(text);
  return found === undefined ? undefined : networkOf(found.address, found.length).text;
}

function isIpv6({ pref }: WholeRoute): boolean {
  return pref !== undefined;
}

function spoken(route: WholeRoute): Spoken {
  const { type = '1', protocol, table = main, scope, prefsrc, tos, metric, pref, expires } = route;
  const family = isIpv6(route) ? 'ipv6' : 'ipv4';
  const word = types[type];
  const unknown = Object.keys(route).find((key) => !known.has(key));
  if (word === undefined || unknown !== undefined) throw unspeakable(route, unknown ?? `type ${type}`);
  const words = [
    ...[word, destinationOf(route)],
    ...(tos === undefined ? [] : ['tos', tos]),
    ...(route.nexthops === undefined ? wayWords(route) : []),
    ...(protocol === undefined ? [] : ['proto', protocol]),
    ...['table', table],
    ...(family === 'ipv6' || scope === undefined ? [] : ['scope', scope]),
    ...(prefsrc === undefined ? [] : ['src', prefsrc]),
    ...(metric === undefined ? [] : ['metric', String(metric)]),
    ...(route.metrics ?? []).flatMap((each) => metricWords(route, each)),
    ...(pref === undefined || pref === 'medium' ? [] : ['pref', pref]),
    ...(route.nexthops ?? []).flatMap((way) => ['nexthop', ...wayWords(way)]),
  ];
  const lent = expires === undefined ? {} : { validLft: expires };
  return { object: 'route', family, words: words.join(' '), ...lent };
}

function wayWords({ gateway, via, dev, weight, flags = [] }: IpWay): readonly string[] {
  return [
    ...(gateway === undefined ? [] : ['via', gateway]),
    ...(via?.host === undefined ? [] : ['via', via.family ?? 'inet6', via.host]),
    ...(dev === undefined ? [] : ['dev', dev]),
    ...(weight === undefined ? [] : ['weight', String(weight)]),
    ...(flags.includes('onlink') ? ['onlink'] : []),
  ];
}

function metricWords(route: WholeRoute, metrics: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(metrics).flatMap(([name, value]) => {
    if (name === 'cc_algo') return ['congctl', String(value)];
    if (!(routeMetrics as readonly string[]).includes(name)) throw unspeakable(route, name);
    return [name, String(value)];
  });
}

/** Returns the refusal of a route that cannot be made again: such a route is not taken away either. */
function unspeakable(route: WholeRoute, what: string): Error {
  const { dst, dev = 'several links' } = route;
  return refused(
    `the route to ${dst} over ${dev} has ${what}, which would be lost on the way back: take the route away by hand, or name another NIC as the uplink; nothing was done`,
  );
}
