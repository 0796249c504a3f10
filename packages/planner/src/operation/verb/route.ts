import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import { routeProtocol } from '../../mark/protocol.js';
import { type Command, ip } from '../command.js';
import { device, type InNetns, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns, on } from '../words.js';

interface RouteStep extends InNetns {
  readonly destination: string;
  readonly device: string;
  readonly via?: string;
  readonly metric?: number;
}

/** Makes or changes a route of our protocol number, ip-route(8). */
export interface RouteReplace extends RouteStep {
  readonly kind: 'RouteReplace';
}

/** Deletes a route of our protocol number. */
export interface RouteDelete extends RouteStep {
  readonly kind: 'RouteDelete';
}

const fields = { ...device, destination: scalar.prefixText };
const more = { ...placed, via: scalar.addressText, metric: scalar.unsigned };

function sentence({ destination, via, device, metric, ...operation }: RouteStep): string {
  return `route ${destination}${on('via', via)} dev ${device}${on('metric', metric)}${inNetns(operation)}`;
}

function command(
  verb: 'replace' | 'delete',
  { netns, destination, device, via, metric }: RouteStep,
): readonly Command[] {
  return [
    ip(
      netns,
      ...['route', verb, destination],
      ...(via === undefined ? [] : ['via', ...(isOther(destination, via) ? ['inet6', via] : [via])]),
      ...['dev', device],
      ...(metric === undefined ? [] : ['metric', String(metric)]),
      ...['proto', String(routeProtocol)],
    ),
  ];
}

/** Says whether IPv4 goes by an IPv6 router (RFC 8950). */
function isOther(destination: string, via: string): boolean {
  return via.includes(':') && !destination.includes(':');
}

export const routeReplace: Verb<RouteReplace> = {
  codec: codec.closed({ ...step('RouteReplace'), ...fields }, more),
  executed: ['netns', 'destination', 'device', 'via', 'metric'],
  named: [],
  owners: 'any',
  refs: { netns: 'home', destination: 'destination', device: 'home-device', via: 'free', metric: 'free' },
  sentence,
  commands: (operation) => command('replace', operation),
};

export const routeDelete: Verb<RouteDelete> = {
  codec: codec.closed({ ...step('RouteDelete'), ...fields }, more),
  executed: ['netns', 'destination', 'device', 'via', 'metric'],
  named: [],
  owners: 'any',
  refs: { netns: 'home', destination: 'destination', device: 'home-device', via: 'free', metric: 'free' },
  sentence,
  commands: (operation) => command('delete', operation),
};
