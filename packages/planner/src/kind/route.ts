import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import type { Operation } from '../operation/operation.js';
import { present } from '../scalar/present.js';
import { key, onLink } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf, type Why } from './why.js';

/** A route of our protocol number, ip-route(8). Metric absent is the kernel's default. */
export interface Route extends Owned {
  readonly kind: 'Route';
  readonly destination: string;
  readonly device: string;
  readonly via?: string;
  readonly metric?: number;
}

function operation(kind: 'RouteReplace' | 'RouteDelete', route: Route, why: Why): Operation {
  const { destination, device, via, metric } = route;
  const way = { ...present({ via, metric }) };
  return { kind, ...placeOf(route), destination, device, ...way, ...why };
}

export const route: Kind<Route, 'Route'> = {
  codec: codec.closed(
    { ...onDevice('Route'), destination: scalar.prefixText },
    { ...placed, via: scalar.addressText, metric: scalar.unsigned },
  ),
  fields: { netns: 'identity', destination: 'identity', metric: 'identity', device: 'equal', via: 'equal' },
  identity: ({ netns, destination, metric }) => key('Route', netns, destination, metric),
  // A gateway may be on the link by another route only.
  place: ({ via }) => ['Route', via === undefined ? 0 : 1],
  claims: none,
  passes: none,
  container: onLink,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: (resource) => [onLink(resource)],
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: (after, why) => [operation('RouteReplace', after, why)],
  change: (_, after, why) => [operation('RouteReplace', after, why)],
  unmake: (before, why) => [operation('RouteDelete', before, why)],
  title: ({ destination, device, ...resource }) => `route ${destination} dev ${device}${inNetns(resource)}`,
  suspects: 'ip route by hand, a routing daemon, or the kernel when the link went down or lost its address',
};
