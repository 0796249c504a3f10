import fc from 'fast-check';
import { type ForeignObject, withForeign } from '../fake-kernel/foreign.js';
import type { Kernel } from '../fake-kernel/state.js';

/** Where furniture may lie, beside the host's namespace. */
export interface FurnitureOptions {
  /** Namespaces that are there before; absent: none. */
  readonly namespaces?: readonly string[];
}

/** Namespaces that come with the furniture. No id of a network has a hyphen, so that neither is one of ours. */
const theirs = ['n-other-ns', 'qemu-7'];

/** What a firewall of theirs says: nothing, or that nothing is forwarded or comes in. */
const rulesets = [
  '',
  'chain forward { type filter hook forward priority filter; policy drop; }',
  'chain input { type filter hook input priority filter; policy drop; iifname "lo" accept; }',
];

const prefixes = ['10.1.0.0/16', '10.0.0.0/8', '0.0.0.0/0', '100.64.0.0/10', 'fd00:1:2::/48', '::/0'];
const addresses = ['10.1.2.1/24', '100.64.1.2/16', '172.17.0.1/16', '192.168.122.1/24', 'fd00:1:2::1/64'];
const parameters = [
  'net.ipv4.ip_forward',
  'net.ipv4.conf.all.rp_filter',
  'net.ipv4.conf.docker0.rp_filter',
  'net.ipv4.ip_default_ttl',
];

function objectIn(namespaces: readonly string[]): fc.Arbitrary<ForeignObject> {
  const place = fc.constantFrom({}, ...namespaces.map((netns) => ({ netns })));
  // Nor is any of these: no name of ours has two hyphens, or begins with an x.
  const link = fc.oneof(
    fc.constantFrom('docker0', 'virbr0', 'b-lan-1', 'n-lan-1', 'w-lan-1', 'br-lan'),
    fc.string({ unit: fc.constantFrom(...'abwn-0'), minLength: 1, maxLength: 6 }).map((name) => `x${name}`),
  );
  return fc.oneof(
    fc
      .tuple(place, link, fc.subarray(addresses))
      .map(([where, name, held]) => ({ kind: 'Link' as const, ...where, name, addresses: held })),
    fc
      .tuple(place, fc.integer({ min: 52_000, max: 65_535 }))
      .map(([where, port]) => ({ kind: 'Socket' as const, ...where, port })),
    fc
      .tuple(
        place,
        fc.constantFrom(...prefixes),
        fc.constantFrom('docker0', 'virbr0', 'xa'),
        fc.constantFrom(32, 100, 4000),
      )
      .map(([where, destination, device, metric]) => ({
        kind: 'Route' as const,
        ...where,
        destination,
        device,
        metric,
      })),
    fc
      .tuple(
        place,
        fc.constantFrom('ipv4' as const, 'ipv6' as const),
        fc.nat({ max: 32_767 }),
        fc.integer({ min: 1, max: 254 }),
      )
      .map(([where, family, priority, table]) => ({
        kind: 'Rule' as const,
        ...where,
        family,
        priority,
        table,
      })),
    fc
      .tuple(place, fc.constantFrom('filter', 'nat', 'firewalld', 'networkd2'), fc.constantFrom(...rulesets))
      .map(([where, name, ruleset]) => ({ kind: 'NftTable' as const, ...where, name, ruleset })),
    fc
      .tuple(place, fc.constantFrom(...parameters), fc.constantFrom('0', '1', '2'))
      .map(([where, key, value]) => ({ kind: 'Sysctl' as const, ...where, key, value })),
  );
}

/**
 * A default route of others, with the metric that it gets where nobody says one; in our namespaces there is no other than ours.
 */
const defaultRoute: fc.Arbitrary<ForeignObject> = fc
  .tuple(
    fc.constantFrom({}, ...theirs.map((netns) => ({ netns }))),
    fc.constantFrom({ destination: '0.0.0.0/0', metric: 0 }, { destination: '::/0', metric: 1024 }),
    fc.constantFrom('docker0', 'virbr0', 'xa'),
  )
  .map(([where, route, device]) => ({ kind: 'Route' as const, ...where, ...route, device }));

/**
 * Generates what others have on a machine that is in use, to be put there by {@link furnished}: links with addresses,
 * routes, rules, firewalls, parameters and sockets, in the host's namespace, in some of their own, and in those that
 * are named. Much of it is like ours, in our ranges or with names like ours. None of it bears our mark or is in our
 * way: in our namespaces its routes have metrics of their own.
 */
export function furniture({
  namespaces = [],
}: FurnitureOptions = {}): fc.Arbitrary<readonly ForeignObject[]> {
  return fc
    .array(fc.oneof({ weight: 7, arbitrary: objectIn([...theirs, ...namespaces]) }, defaultRoute), {
      maxLength: 8,
    })
    .map((objects) => [...theirs.map((name) => ({ kind: 'Netns' as const, name })), ...objects]);
}

/** Returns the kernel with all of the furniture in it. */
export function furnished(kernel: Kernel, objects: readonly ForeignObject[]): Kernel {
  return objects.reduce(withForeign, kernel);
}
