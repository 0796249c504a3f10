import * as E from 'fp-ts/lib/Either.js';
import type { Inventory } from '../document/inventory/document.js';
import type { TenantNetwork } from '../document/tenant-network/document.js';
import { nonEmpty, type PlanError, type PlanErrors } from '../error.js';
import { compareTexts } from '../scalar/id.js';
import { connect } from '../topology/connect.js';
import type { Topology } from '../topology/topology.js';
import { checkNetworks, checkPorts } from './validate.js';

/** What is to be planned together: versions of different tenant networks over one inventory. */
export interface Networks {
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory;
}

/** Returns the topology of each network, sorted by id, or every error of any. */
export function connectAll({ networks, inventory }: Networks): E.Either<PlanErrors, readonly Topology[]> {
  const sorted = networks.toSorted((a, b) => compareTexts(a.id, b.id));
  const topologies: Topology[] = [];
  const errors: PlanError[] = [...checkNetworks(sorted), ...checkPorts(sorted)];
  for (const network of sorted) {
    const topology = connect(network, inventory);
    if (E.isRight(topology)) topologies.push(topology.right);
    else for (const error of topology.left) errors.push(error);
  }
  const refused = refuse(errors);
  return E.isLeft(refused) ? refused : E.right(topologies);
}

/** Returns a Left where there is any error. */
export function refuse(errors: readonly PlanError[]): E.Either<PlanErrors, void> {
  const all = nonEmpty(errors);
  return all === undefined ? E.right(undefined) : E.left(all);
}
