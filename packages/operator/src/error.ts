import type { ExecutionError, PlanErrors } from '@networkd/planner';
import type { NicOwner, Unreached } from './port/machine.js';

/** Why an operator could not do its work. What an executor answered is passed on as it is. */
export type OperatorError =
  | ExecutionError
  | NotPlanned
  | NotBooted
  | OtherUplink
  | NicOwned
  | NoInternet
  | NoTenantInternet
  | PublicConfigWanted
  | Superseded;

/** Nothing could be planned. */
export interface NotPlanned {
  readonly kind: 'not-planned';
  readonly errors: PlanErrors;
  /** Where the plan leads to an earlier state or to an empty one: the node, since no document is at fault. */
  readonly node?: string;
}

/** No NIC is beneath `zos`. */
export interface NotBooted {
  readonly kind: 'not-booted';
  readonly node: string;
}

/** `zos` stands on other NICs than the node's configuration names, or on one that it has left alone. */
export interface OtherUplink {
  readonly kind: 'other-uplink';
  readonly node: string;
  /** JSONPath in the node's configuration, and the NICs that it speaks of there. */
  readonly path: '$.uplink' | '$.ignore';
  readonly value: readonly string[];
  readonly current: readonly string[];
}

/** Somebody owns NICs that are to be members of `zos`. */
export interface NicOwned {
  readonly kind: 'nic-owned';
  readonly owners: readonly NicOwner[];
}

/** No endpoint answered the host in time. */
export interface NoInternet {
  readonly kind: 'no-internet';
  readonly node: string;
  /** Seconds that it was tried for. */
  readonly wait: number;
  readonly endpoints: readonly Unreached[];
  readonly aftermath: Aftermath;
}

/** The host reaches the Internet, and nothing does from where tenants leave. */
export interface NoTenantInternet {
  readonly kind: 'no-tenant-internet';
  readonly node: string;
  readonly endpoints: readonly Unreached[];
  readonly aftermath: Aftermath;
}

/** The uplink is to move to these NICs, and public addresses that no document names may have to move along. */
export interface PublicConfigWanted {
  readonly kind: 'public-config-wanted';
  readonly nics: readonly string[];
}

/** Something else was applied meanwhile, so what was applied before is not taken back. */
export interface Superseded {
  readonly kind: 'superseded';
}

/** What became of what was applied. */
export type Aftermath =
  | { readonly kind: 'NothingApplied' }
  | { readonly kind: 'RolledBack'; readonly operations: number }
  | { readonly kind: 'NotRolledBack'; readonly error: OperatorError };
