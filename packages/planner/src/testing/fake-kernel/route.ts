import * as E from 'fp-ts/lib/Either.js';
import type { RouteDelete, RouteReplace } from '../../operation/verb/route.js';
import { parseAddress } from '../../scalar/address.js';
import { contains, isOnLink, parseInterfaceAddress, parsePrefix } from '../../scalar/prefix.js';
import { present } from '../../scalar/present.js';
import {
  type Errno,
  editNamespace,
  type Kernel,
  type KernelLink,
  type KernelRoute,
  type Namespace,
  type Outcome,
} from './state.js';

/**
 * Carries out `ip route replace` with our protocol number. It takes the place of any route with that destination and
 * metric.
 */
export function replaceRoute(kernel: Kernel, operation: RouteReplace): Outcome<Kernel> {
  const { netns, destination, device, via } = operation;
  if (E.isLeft(parsePrefix(destination))) return E.left('EINVAL');
  return editNamespace(kernel, netns, (namespace) => {
    const refused = refusalOf(namespace, operation);
    if (refused !== undefined) return E.left(refused);
    const metric = metricOf(operation);
    const route: KernelRoute = {
      destination,
      metric,
      device,
      ...present({ via }),
      ours: true,
    };
    const others = namespace.routes.filter(
      (each) => each.destination !== destination || each.metric !== metric || each.table !== undefined,
    );
    return E.right({ ...namespace, routes: [...others, route] });
  });
}

/**
 * Carries out `ip route append` of a route that is not ours. Another route to that destination may be there, but not
 * the same one.
 */
export function addRoute(namespace: Namespace, route: KernelRoute): Outcome<Namespace> {
  const refused = refusalOf(namespace, route);
  if (refused !== undefined) return E.left(refused);
  if (namespace.routes.some((each) => isSame(each, route))) return E.left('EEXIST');
  return E.right({ ...namespace, routes: [...namespace.routes, route] });
}

/** Carries out `ip route delete` of a route that is not ours. It must match in every attribute. */
export function removeRoute(namespace: Namespace, route: KernelRoute): Outcome<Namespace> {
  const routes = namespace.routes.filter((each) => !isSame(each, route));
  return routes.length === namespace.routes.length ? E.left('ESRCH') : E.right({ ...namespace, routes });
}

function isSame(one: KernelRoute, other: KernelRoute): boolean {
  return (['destination', 'metric', 'device', 'via', 'table', 'ours'] as const).every(
    (field) => one[field] === other[field],
  );
}

/** Says why the link does not take the route; `undefined` where it does. */
function refusalOf(
  namespace: Namespace,
  { destination, device, via }: Pick<KernelRoute, 'destination' | 'device' | 'via'>,
): Errno | undefined {
  const link = namespace.links.get(device);
  if (link === undefined) return 'ENODEV';
  if (!link.up) return 'ENETDOWN';
  if (destination.includes(':') && link.disableIpv6) return 'EACCES';
  return via !== undefined && !hasNeighbour(namespace, link, via) ? 'ENETUNREACH' : undefined;
}

/**
 * Carries out `ip route delete` of a route of ours. Without a metric any metric matches: of several routes the one with
 * the lowest goes.
 */
export function deleteRoute(kernel: Kernel, operation: RouteDelete): Outcome<Kernel> {
  const { netns, destination, device, via, metric = 0 } = operation;
  return editNamespace(kernel, netns, (namespace) => {
    if (!namespace.links.has(device)) return E.left('ENODEV');
    const [gone] = namespace.routes
      .filter(
        (each) =>
          each.ours &&
          each.destination === destination &&
          (metric === 0 || each.metric === metric) &&
          each.device === device &&
          (via === undefined || each.via === via),
      )
      .sort((a, b) => a.metric - b.metric);
    if (gone === undefined) return E.left('ESRCH');
    return E.right({ ...namespace, routes: namespace.routes.filter((each) => each !== gone) });
  });
}

/** What Linux gives an IPv6 route without a metric. */
export const defaultMetric6 = 1024;

function metricOf({ destination, metric = 0 }: RouteReplace): number {
  return metric === 0 && destination.includes(':') ? defaultMetric6 : metric;
}

/**
 * Says whether the gateway is on the link. A link-local gateway is on every link that takes part in IPv6; another one
 * has to be in the subnet of an address or in a route of the link.
 */
function hasNeighbour({ routes }: Namespace, link: KernelLink, via: string): boolean {
  const gateway = parseAddress(via);
  if (via.startsWith('fe80:')) return !link.disableIpv6;
  if (E.isLeft(gateway)) return false;
  const byAddress = link.addresses.some((each) => {
    const own = parseInterfaceAddress(each);
    return E.isRight(own) && isOnLink(own.right, gateway.right);
  });
  const byRoute = routes.some(({ device, destination, via: other }) => {
    const network = parsePrefix(destination);
    return (
      device === link.name &&
      other === undefined &&
      E.isRight(network) &&
      contains(network.right, gateway.right)
    );
  });
  return byAddress || byRoute;
}
