import * as E from 'fp-ts/lib/Either.js';
import type { RouteDelete, RouteReplace } from '../operation/operation.js';
import { parseAddress } from '../scalar/address.js';
import { contains, isOnLink, parseInterfaceAddress, parsePrefix } from '../scalar/prefix.js';
import {
  editNamespace,
  type Kernel,
  type KernelLink,
  type KernelRoute,
  type Namespace,
  type Outcome,
} from './fake-kernel-state.js';

/** `ip route replace` with our protocol number: takes the place of any route with that destination and metric. */
export function replaceRoute(kernel: Kernel, operation: RouteReplace): Outcome<Kernel> {
  const { netns, destination, device, via } = operation;
  if (E.isLeft(parsePrefix(destination))) return E.left('EINVAL');
  return editNamespace(kernel, netns, (namespace) => {
    const link = namespace.links.get(device);
    if (link === undefined) return E.left('ENODEV');
    if (!link.up) return E.left('ENETDOWN');
    if (destination.includes(':') && link.disableIpv6) return E.left('EACCES');
    if (via !== undefined && !hasNeighbour(namespace, link, via)) return E.left('ENETUNREACH');
    const metric = metricOf(operation);
    const route: KernelRoute = {
      destination,
      metric,
      device,
      ...(via === undefined ? {} : { via }),
      ours: true,
    };
    const others = namespace.routes.filter(
      (each) => each.destination !== destination || each.metric !== metric,
    );
    return E.right({ ...namespace, routes: [...others, route] });
  });
}

/** `ip route delete` of a route of ours. Without a metric it is any: of several the lowest goes. */
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

/** A link-local gateway is on every link that takes part in IPv6; others by an address or a route of the link. */
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
