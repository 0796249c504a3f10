import type { PlanError, Problem } from '../../error.js';
import { confinedPart, gridRange, ndmzPart } from '../../scalar/address-class.js';
import type { NodeId } from '../../scalar/id.js';
import { ascending } from '../../scalar/order.js';
import { comparePrefixes, contains, overlaps, type Prefix } from '../../scalar/prefix.js';
import { middleOctets, tunnelAddress } from '../../scalar/tunnel.js';
import type { Salvaged } from '../decode.js';
import { duplicates } from '../unique.js';
import type { AccessPoint, NetworkResource } from './document.js';

/**
 * What the checks between values need. A document with errors of shape is checked as far as it could be read: the
 * ranges may be absent, what is no object is a hole in its list, and of others a field may be absent or `null`.
 */
export interface Sites {
  readonly range: Prefix | undefined;
  readonly range6: Prefix | undefined;
  /** Does the document have a `range6`, readable or not? */
  readonly dualStack: boolean;
  readonly resources: readonly (Salvaged<NetworkResource> | undefined)[];
  readonly accessPoints: readonly (Salvaged<AccessPoint> | undefined)[];
  readonly aggregators: readonly (NodeId | undefined)[];
}

type SubnetField = 'subnet' | 'subnet6';

/** Finds every contradiction between the values of a tenant network. */
export function validateNetwork(sites: Sites): readonly PlanError[] {
  return [
    ...checkRange(sites.range, '$.range'),
    ...checkRange(sites.range6, '$.range6'),
    ...checkDualStack(sites),
    ...checkSubnets(sites, 'subnet', sites.range, { shortest: 0, longest: 31 }),
    ...checkSubnets(sites, 'subnet6', sites.range6, { shortest: 64, longest: 64 }),
    ...overlapping(sites, 'subnet'),
    ...overlapping(sites, 'subnet6'),
    ...checkTunnelAddresses(sites),
    ...checkUnique(sites),
    ...checkReferences(sites),
  ];
}

/**
 * Returns an error for every network that shares addresses with another one, and names both. It sorts them, then
 * sweeps once.
 */
export function overlapping(sites: Owning, field: SubnetField): readonly PlanError[] {
  const subnets = ownersOf(sites).map((owner) => owner?.[field]);
  const places = new Map<Prefix, number>();
  const path = (prefix: Prefix) => {
    if (places.size === 0) for (const [i, each] of subnets.entries()) if (isPrefix(each)) places.set(each, i);
    return pathTo(sites, places.get(prefix) ?? 0, field);
  };
  const errors: PlanError[] = [];
  let cover: Prefix | undefined;
  for (const prefix of inOrder(subnets.filter(isPrefix))) {
    if (cover !== undefined && overlaps(cover, prefix)) {
      const other = { path: path(cover), value: cover.text };
      errors.push(at(path(prefix), prefix.text, { kind: 'subnet-overlap', other }));
    }
    // What begins where another begins may be the wider of the two.
    if (cover === undefined || !contains(cover, prefix)) cover = prefix;
  }
  return errors;
}

function inOrder(prefixes: readonly Prefix[]): readonly Prefix[] {
  if (prefixes[0]?.kind === 'ipv6') return prefixes.toSorted(comparePrefixes);
  const sorted: Prefix[] = [];
  for (const place of ascending(prefixes.map(({ words }) => words[0] ?? 0))) {
    const prefix = prefixes[place];
    if (prefix !== undefined) sorted.push(prefix);
  }
  return sorted;
}

function checkRange(range: Prefix | undefined, path: string): readonly PlanError[] {
  if (range === undefined) return [];
  const meets = overlaps(range, gridRange) ? gridRange : confinedPart(range);
  return meets === undefined ? [] : [at(path, range.text, { kind: 'unusable-range', meets: meets.text })];
}

function checkDualStack(sites: Sites): readonly PlanError[] {
  const problem = sites.dualStack ? 'missing-subnet6' : 'missing-range6';
  return ownersOf(sites).flatMap((owner, i) =>
    owner === undefined || (owner.subnet6 !== undefined) === sites.dualStack
      ? none
      : [at(pathTo(sites, i, 'subnet6'), owner.subnet6?.text ?? '', { kind: 'subnet6-incomplete', problem })],
  );
}

/**
 * Checks the length of every subnet and the range that it lies in. An IPv4 subnet leaves a first address to the
 * router. Hosts configure themselves by an IPv6 subnet.
 */
function checkSubnets(
  sites: Owning,
  field: SubnetField,
  range: Prefix | undefined,
  { shortest, longest }: { readonly shortest: number; readonly longest: number },
): readonly PlanError[] {
  const errors: PlanError[] = [];
  ownersOf(sites).forEach((owner, i) => {
    const prefix = owner?.[field];
    if (!isPrefix(prefix)) return;
    const refuse = (problem: Problem) => errors.push(at(pathTo(sites, i, field), prefix.text, problem));
    if (prefix.length < shortest || prefix.length > longest)
      refuse({ kind: 'subnet-length', shortest, longest });
    const taken = ndmzPart(prefix);
    if (taken !== undefined) refuse({ kind: 'unusable-range', meets: taken.text });
    if (range !== undefined && !contains(range, prefix))
      refuse({ kind: 'subnet-outside-range', range: range.text });
  });
  return errors;
}

/** 100.64.0.0 and 100.64.255.255 are the network and broadcast address of the device's own /16. */
const lastHost = 0xffff;

function checkTunnelAddresses(sites: Owning): readonly PlanError[] {
  const errors: PlanError[] = [];
  const owners = ownersOf(sites);
  const first = new Map<number, number>();
  owners.forEach((owner, i) => {
    const subnet = owner?.subnet;
    if (!isPrefix(subnet)) return;
    const key = middleOctets(subnet);
    const earlier = first.get(key);
    const other = earlier === undefined ? undefined : owners[earlier]?.subnet;
    const refuse = (problem: Problem) => errors.push(at(pathTo(sites, i, 'subnet'), subnet.text, problem));
    if (earlier === undefined) first.set(key, i);
    if (key === 0 || key === lastHost) {
      refuse({ kind: 'tunnel-address-unusable', tunnelAddress: tunnelAddress(subnet).text });
    } else if (earlier !== undefined && isPrefix(other) && !overlaps(other, subnet)) {
      const place = { path: pathTo(sites, earlier, 'subnet'), value: other.text };
      refuse({ kind: 'duplicate-tunnel-address', tunnelAddress: tunnelAddress(subnet).text, other: place });
    }
  });
  return errors;
}

function checkUnique(sites: Sites): readonly PlanError[] {
  const nodes = sites.resources.map((resource) => resource?.node ?? undefined);
  const names = sites.accessPoints.map((accessPoint) => accessPoint?.name ?? undefined);
  const places = names.length === 0 ? new Map<NodeId, number>() : firstPlaces(nodes);
  const keys = ownersOf(sites).map((owner) => owner?.publicKey ?? undefined);
  const namePath = (i: number) => `$.accessPoints[${i}].name`;
  return [
    ...duplicates('tenant-network', 'duplicate-node', nodes, (i) => `$.resources[${i}].node`),
    ...duplicates('tenant-network', 'duplicate-name', names, namePath),
    ...names.flatMap((name, i) => {
      const node = name === undefined ? undefined : places.get(name);
      if (name === undefined || node === undefined) return none;
      const other = { path: `$.resources[${node}].node`, value: name };
      return [at(namePath(i), name, { kind: 'duplicate-name', other })];
    }),
    ...duplicates('tenant-network', 'duplicate-key', keys, (i) => pathTo(sites, i, 'publicKey')),
  ];
}

function firstPlaces(nodes: readonly (NodeId | undefined)[]): ReadonlyMap<NodeId, number> {
  const places = new Map<NodeId, number>();
  nodes.forEach((node, i) => {
    if (node !== undefined && !places.has(node)) places.set(node, i);
  });
  return places;
}

/**
 * Refuses an access point or aggregator on a node that the network lacks. A network that could be read only in part
 * is not checked: it may well have the node.
 */
function checkReferences({ resources, accessPoints, aggregators }: Sites): readonly PlanError[] {
  if (resources.some((resource) => typeof resource?.node !== 'string')) return none;
  const missing = new Set([...accessPoints.map((accessPoint) => accessPoint?.node), ...aggregators]);
  for (const resource of resources) missing.delete(resource?.node);
  const unknown = (node: NodeId | null | undefined, path: string): readonly PlanError[] =>
    typeof node !== 'string' || !missing.has(node)
      ? none
      : [at(path, node, { kind: 'unknown-node', missingFrom: 'network' })];
  return [
    ...accessPoints.flatMap((accessPoint, i) => unknown(accessPoint?.node, `$.accessPoints[${i}].node`)),
    ...aggregators.flatMap((node, i) => unknown(node, `$.aggregators[${i}]`)),
  ];
}

/** What has subnets: resources, then access points. */
type Owning = Pick<Sites, 'resources' | 'accessPoints'>;

const none: readonly PlanError[] = [];

function ownersOf({
  resources,
  accessPoints,
}: Owning): readonly (Salvaged<NetworkResource> | Salvaged<AccessPoint> | undefined)[] {
  return accessPoints.length === 0 ? resources : [...resources, ...accessPoints];
}

function pathTo({ resources }: Owning, i: number, field: string): string {
  const { length } = resources;
  return i < length ? `$.resources[${i}].${field}` : `$.accessPoints[${i - length}].${field}`;
}

function isPrefix(prefix: Prefix | null | undefined): prefix is Prefix {
  return prefix !== undefined && prefix !== null;
}

function at(path: string, value: string, problem: Problem): PlanError {
  return { ...problem, document: 'tenant-network', path, value };
}
