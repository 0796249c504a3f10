import * as E from 'fp-ts/lib/Either.js';
import type { PlanErrors } from '../../error.js';
import { compareTexts } from '../../scalar/id.js';
import { decode, hasField, salvage, salvageField, salvageFields } from '../decode.js';
import * as scalar from '../scalar-codec.js';
import { accessPointFields, networkResourceFields, type TenantNetwork, tenantNetwork } from './document.js';
import { type Sites, validateNetwork } from './validate.js';
import type { TenantNetworkDocument } from './written.js';

/**
 * Parses unknown JSON as a tenant network (`tenant-network/1`), or returns every error in it: of shape, of each
 * value, and of the values with one another.
 */
export function parseTenantNetwork(document: TenantNetworkDocument): E.Either<PlanErrors, TenantNetwork>;
export function parseTenantNetwork(json: unknown): E.Either<PlanErrors, TenantNetwork>;
export function parseTenantNetwork(json: unknown): E.Either<PlanErrors, TenantNetwork> {
  const decoded = decode(tenantNetwork, 'tenant-network', json, {
    whole: (read) => validateNetwork(sites(read)),
    part: () => validateNetwork(salvaged(json)),
  });
  return E.isLeft(decoded) ? decoded : E.right(sorted(decoded.right));
}

function sorted(read: TenantNetwork): TenantNetwork {
  return {
    ...read,
    resources: read.resources.toSorted((a, b) => compareTexts(a.node, b.node)),
    accessPoints: read.accessPoints.toSorted((a, b) => compareTexts(a.name, b.name)),
    aggregators: [...new Set(read.aggregators)].sort(compareTexts),
  };
}

function sites(read: TenantNetwork): Sites {
  return {
    range: read.range,
    range6: read.range6,
    dualStack: read.range6 !== undefined,
    resources: read.resources,
    accessPoints: read.accessPoints,
    aggregators: read.aggregators,
  };
}

function salvaged(json: unknown): Sites {
  return {
    range: salvageField(scalar.ipv4Prefix, json, 'range'),
    range6: salvageField(scalar.ipv6Prefix, json, 'range6'),
    dualStack: hasField(json, 'range6'),
    resources: salvageFields(networkResourceFields, json, 'resources'),
    accessPoints: salvageFields(accessPointFields, json, 'accessPoints'),
    aggregators: salvage(scalar.nodeId, json, 'aggregators'),
  };
}
