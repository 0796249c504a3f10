import { sequenceS } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { parseInventory } from '../document/inventory/parse.js';
import type { InventoryDocument } from '../document/inventory/written.js';
import type { TenantNetwork } from '../document/tenant-network/document.js';
import { parseTenantNetwork } from '../document/tenant-network/parse.js';
import type { TenantNetworkDocument } from '../document/tenant-network/written.js';
import { nonEmpty, type PlanError, type PlanErrors, show } from '../error.js';
import { emptyState } from '../state/node-state.js';
import { parseObserved } from '../state/parse-observed.js';
import type { Plan } from './document.js';
import { plan } from './plan.js';

/** Documents as JSON has them, and the node to plan. */
export interface DocumentsRequest {
  readonly networks: readonly TenantNetworkDocument[];
  readonly inventory: InventoryDocument;
  readonly node: string;
  /** What is on the node (`observed/2`); absent: nothing. */
  readonly observed?: unknown;
}

/** A plan, or every error on the way to it. */
export type DocumentsPlanned =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly errors: PlanErrors };

/** Goes on past what is wrong, and gathers all of it. */
const gathering = E.getApplicativeValidation<PlanErrors>({
  concat: (some, more) => nonEmpty([...some, ...more]) ?? some,
});

/**
 * Returns the plan of a node from documents as JSON has them, or the errors of all of them: the parsers and `plan` in one
 * call, for who does not use fp-ts.
 *
 * @example
 * const planned = planDocuments({ networks: [network], inventory, node: 'h' });
 * console.log(planned.ok ? planned.plan.operations.map(describe) : planned.errors.map(explain));
 */
export function planDocuments({ networks, inventory, node, observed }: DocumentsRequest): DocumentsPlanned {
  return pipe(
    sequenceS(gathering)({
      networks: parseAll(networks),
      inventory: parseInventory(inventory),
      observed: observed === undefined ? E.right(emptyState(node)) : parseObserved(observed),
    }),
    E.chain((read) => plan({ ...read, node })),
    E.match<PlanErrors, Plan, DocumentsPlanned>(
      (errors) => ({ ok: false, errors }),
      (made) => ({ ok: true, plan: made }),
    ),
  );
}

function parseAll(
  documents: readonly TenantNetworkDocument[],
): E.Either<PlanErrors, readonly TenantNetwork[]> {
  const parsed = documents.map(parseNamed);
  const errors = nonEmpty(parsed.flatMap((each): readonly PlanError[] => (E.isLeft(each) ? each.left : [])));
  return errors === undefined
    ? E.right(parsed.flatMap((each) => (E.isRight(each) ? each.right : [])))
    : E.left(errors);
}

/** Reads a network; its errors say which it is, since there may be several. */
function parseNamed(document: TenantNetworkDocument): E.Either<PlanErrors, TenantNetwork> {
  const { id } = Object(document) as { readonly id?: unknown };
  const named = (error: PlanError): PlanError =>
    typeof id === 'string' ? { network: show(id), ...error } : error;
  return pipe(
    parseTenantNetwork(document),
    E.mapLeft((errors) => nonEmpty(errors.map(named)) ?? errors),
  );
}
