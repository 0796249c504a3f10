import { type Foreign, hostMetric, present, type ResourceOf, routeProtocol } from '@networkd/planner';

/** A route as `ip -N -json -details route show` has it. */
export interface IpRoute {
  readonly type?: string;
  readonly dst: string;
  readonly dev?: string;
  readonly gateway?: string;
  /** A gateway of the other family, RFC 8950. */
  readonly via?: { readonly host?: string };
  readonly table?: string;
  readonly protocol?: string;
  readonly metric?: number;
  /** Where there is more than one way. */
  readonly nexthops?: readonly { readonly gateway?: string; readonly dev?: string }[];
  /** RFC 4191, so of IPv6 only. */
  readonly pref?: string;
}

/** A route, except for where it is. */
export type FoundRoute = Omit<ResourceOf<'Route'>, 'kind' | 'owner' | 'netns'>;

/** RTN_UNICAST and RT_TABLE_MAIN. */
const [unicast, main] = ['1', '254'];

/** What Linux gives an IPv6 route without a metric. */
const defaultMetric6 = 1024;

/**
 * Returns the routes of the list to a device in the main table. Others of our protocol number (to nowhere, to several
 * gateways, in other tables) are in no plan. Of two with one destination and one metric the kernel uses the first.
 */
export function routesIn(list: readonly unknown[]): readonly FoundRoute[] {
  const routes = new Map<string, FoundRoute>();
  for (const each of list as readonly IpRoute[]) {
    const { dev: device, metric = 0 } = each;
    const via = viaOf(each);
    if (!isMain(each) || each.dst === undefined || device === undefined) continue;
    const destination = destinationOf(each);
    const key = `${destination} ${metric}`;
    if (routes.has(key)) continue;
    const usual = metric === (destination.includes(':') ? defaultMetric6 : 0);
    routes.set(key, {
      destination,
      device,
      ...present({ via }),
      ...(usual ? {} : { metric }),
    });
  }
  return [...routes.values()];
}

/**
 * Returns the routes of others in the main table, of any type. All routes of the list have the metric of ours, and
 * ip(8) does not repeat it then.
 */
export function othersIn(list: readonly unknown[]): NonNullable<Foreign['routes']> {
  return (list as readonly IpRoute[])
    .filter(({ table = main, protocol }) => table === main && protocol !== String(routeProtocol))
    .filter(({ dst }) => dst !== undefined)
    .map((route) => ({
      destination: destinationOf(route),
      metric: hostMetric,
      ...present({ device: route.dev }),
    }));
}

/** Returns the router of the route, of either family. Returns nothing where the destination is on the link. */
export function viaOf({ gateway, via }: Pick<IpRoute, 'gateway' | 'via'>): string | undefined {
  return gateway ?? via?.host;
}

/** Says whether the route leads somewhere and is in the main table. */
export function isMain({ type = unicast, table = main }: IpRoute): boolean {
  return type === unicast && table === main;
}

/**
 * Returns the destination of a route, with its length. ip(8) leaves the length out where the destination is one
 * address. Of the default route it says neither.
 */
export function destinationOf({ dst, pref }: IpRoute): string {
  if (dst === 'default') return pref === undefined ? '0.0.0.0/0' : '::/0';
  return withLength(dst);
}

/** Returns a prefix with its length. ip(8) leaves the length out for one address. */
export function withLength(prefix: string): string {
  return prefix.includes('/') ? prefix : `${prefix}/${prefix.includes(':') ? 128 : 32}`;
}
