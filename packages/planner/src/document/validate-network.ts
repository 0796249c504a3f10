import type { PlanError, Problem } from '../error.js';
import type { NodeId } from '../scalar/id.js';
import { comparePrefixes, contains, firstAddress, overlaps, type Prefix } from '../scalar/prefix.js';
import { confinedPart, gridRange } from '../scalar/scope.js';
import { middleOctets, tunnelAddress } from '../scalar/tunnel.js';
import type { Indexed } from './decode.js';
import type { AccessPoint, NetworkResource } from './tenant-network.js';
import { type Claim, duplicates } from './unique.js';

/**
 * What the checks between values need. A document with errors of shape is checked as far as it could be read, so
 * the ranges may be absent and the elements keep the index they have in the text.
 */
export interface Sites {
  readonly range: Prefix | undefined;
  readonly range6: Prefix | undefined;
  /** Does the document have a `range6`, readable or not? */
  readonly dualStack: boolean;
  readonly resources: readonly Indexed<NetworkResource>[];
  readonly accessPoints: readonly Indexed<AccessPoint>[];
  readonly aggregators: readonly Indexed<NodeId>[];
}

/** A network resource or an access point: what owns subnets. */
interface Site {
  readonly path: string;
  readonly value: NetworkResource | AccessPoint;
}

interface Located {
  readonly path: string;
  readonly prefix: Prefix;
}

/** Every way in which the values of a tenant network contradict one another. */
export function validateNetwork(sites: Sites): readonly PlanError[] {
  const all: readonly Site[] = [
    ...sites.resources.map(({ index, value }) => ({ path: `$.resources[${index}]`, value })),
    ...sites.accessPoints.map(({ index, value }) => ({ path: `$.accessPoints[${index}]`, value })),
  ];
  const subnets = all.map(({ path, value }) => ({ path: `${path}.subnet`, prefix: value.subnet }));
  const subnets6 = all.flatMap(({ path, value }) =>
    value.subnet6 === undefined ? [] : [{ path: `${path}.subnet6`, prefix: value.subnet6 }],
  );
  return [
    ...checkRange(sites.range, '$.range'),
    ...checkRange(sites.range6, '$.range6'),
    ...checkDualStack(sites, all),
    ...checkSubnets(subnets, sites.range, 31),
    ...checkSubnets(subnets6, sites.range6, 64),
    ...overlapping(subnets),
    ...overlapping(subnets6),
    ...checkTunnelAddresses(subnets),
    ...checkUnique(sites, all),
    ...checkReferences(sites),
  ];
}

/** Every network that lies in another one, paired with the one it lies in: sort, then one sweep. */
export function overlapping(subnets: readonly Located[]): readonly PlanError[] {
  const errors: PlanError[] = [];
  const sorted = subnets.toSorted((a, b) => comparePrefixes(a.prefix, b.prefix));
  let cover = sorted[0];
  for (const subnet of sorted.slice(1)) {
    if (cover === undefined || !contains(cover.prefix, subnet.prefix)) {
      cover = subnet;
      continue;
    }
    const other = { path: cover.path, value: cover.prefix.text };
    errors.push(at(subnet.path, subnet.prefix.text, { kind: 'subnet-overlap', other }));
  }
  return errors;
}

function checkRange(range: Prefix | undefined, path: string): readonly PlanError[] {
  if (range === undefined) return [];
  const meets = overlaps(range, gridRange) ? gridRange : confinedPart(range);
  return meets === undefined ? [] : [at(path, range.text, { kind: 'unusable-range', meets: meets.text })];
}

function checkDualStack(sites: Sites, all: readonly Site[]): readonly PlanError[] {
  return all.flatMap(({ path, value }) => {
    if ((value.subnet6 !== undefined) === sites.dualStack) return [];
    const problem = sites.dualStack ? 'missing-subnet6' : 'missing-range6';
    return [at(`${path}.subnet6`, value.subnet6?.text ?? '', { kind: 'subnet6-incomplete', problem })];
  });
}

/** `longest` is the longest prefix that still leaves a first address to the router. */
function checkSubnets(
  subnets: readonly Located[],
  range: Prefix | undefined,
  longest: number,
): readonly PlanError[] {
  const errors: PlanError[] = [];
  for (const { path, prefix } of subnets) {
    if (prefix.length > longest || firstAddress(prefix) === undefined) {
      errors.push(at(path, prefix.text, { kind: 'subnet-too-small', longest }));
    }
    if (range !== undefined && !contains(range, prefix)) {
      errors.push(at(path, prefix.text, { kind: 'subnet-outside-range', range: range.text }));
    }
  }
  return errors;
}

/** 100.64.0.0 and 100.64.255.255 are the network and broadcast address of the device's own /16. */
const lastHost = 0xffff;

function checkTunnelAddresses(subnets: readonly Located[]): readonly PlanError[] {
  const errors: PlanError[] = [];
  const owners = new Map<number, Located>();
  for (const subnet of subnets) {
    const key = middleOctets(subnet.prefix);
    const value = subnet.prefix.text;
    const owner = owners.get(key);
    if (key === 0 || key === lastHost) {
      const { text } = tunnelAddress(subnet.prefix);
      errors.push(at(subnet.path, value, { kind: 'tunnel-address-unusable', tunnelAddress: text }));
    } else if (owner === undefined) owners.set(key, subnet);
    else if (!overlaps(owner.prefix, subnet.prefix)) {
      const { text } = tunnelAddress(subnet.prefix);
      const other = { path: owner.path, value: owner.prefix.text };
      errors.push(at(subnet.path, value, { kind: 'duplicate-tunnel-address', tunnelAddress: text, other }));
    }
  }
  return errors;
}

function checkUnique(sites: Sites, all: readonly Site[]): readonly PlanError[] {
  const nodes = sites.resources.map(
    ({ index, value }): Claim => ({ path: () => `$.resources[${index}].node`, value: value.node }),
  );
  const names = sites.accessPoints.map(
    ({ index, value }): Claim => ({ path: () => `$.accessPoints[${index}].name`, value: value.name }),
  );
  const distinctNodes = [...new Map(nodes.map((claim) => [claim.value, claim])).values()];
  const keys = all.map(
    ({ path, value }): Claim => ({ path: () => `${path}.publicKey`, value: value.publicKey }),
  );
  return [
    ...duplicates('tenant-network', 'duplicate-node', nodes),
    ...(names.length === 0
      ? []
      : duplicates('tenant-network', 'duplicate-name', [...distinctNodes, ...names])),
    ...duplicates('tenant-network', 'duplicate-key', keys),
  ];
}

function checkReferences(sites: Sites): readonly PlanError[] {
  const nodes = new Set<NodeId>(sites.resources.map(({ value }) => value.node));
  const references = [
    ...sites.accessPoints.map(({ index, value }) => ({
      path: `$.accessPoints[${index}].node`,
      value: value.node,
    })),
    ...sites.aggregators.map(({ index, value }) => ({ path: `$.aggregators[${index}]`, value })),
  ];
  return references
    .filter(({ value }) => !nodes.has(value))
    .map(({ path, value }) => at(path, value, { kind: 'unknown-node', missingFrom: 'network' }));
}

function at(path: string, value: string, problem: Problem): PlanError {
  return { ...problem, document: 'tenant-network', path, value };
}
