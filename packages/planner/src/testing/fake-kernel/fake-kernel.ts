import * as E from 'fp-ts/lib/Either.js';
import type { Operation, OperationKind, OperationOf } from '../../operation/operation.js';
import type { ServingVerb } from '../../operation/verb/process.js';
import { verbs } from '../../operation/verbs.js';
import { addAddress, deleteAddress } from './address.js';
import { addCarried, deleteCarried } from './carried.js';
import { createTable, deleteTable, replaceTable } from './firewall.js';
import { moveLink, setLink } from './link.js';
import { addLink } from './link-add.js';
import { deleteLink } from './link-drop.js';
import { addNetns, deleteNetns } from './netns.js';
import { removeMaster, setMaster } from './port.js';
import { runProcess } from './process.js';
import { deleteRoute, replaceRoute } from './route.js';
import { addRule, deleteRule } from './rule.js';
import type { Errno, Kernel, Outcome } from './state.js';
import { setSysctl } from './sysctl.js';
import { removePeer, setDevice, setPeer } from './wireguard.js';

/** An operation the kernel refused; the kernel is as it was before. */
export interface KernelError {
  readonly errno: Errno;
  readonly operation: Operation;
}

/** How far a list of operations came: the kernel then, how many were done, and the refusal if there was one. */
export interface Run {
  readonly kernel: Kernel;
  readonly done: number;
  readonly error?: KernelError;
}

/**
 * Runs one operation on the strict fake kernel. It refuses what Linux refuses, and has the same side effects as Linux
 * (prefixes move between peers, routes go with the last address). An operation is done whole or not at all.
 */
export function run(kernel: Kernel, operation: Operation): E.Either<KernelError, Kernel> {
  const outcome = execute(kernel, operation);
  return E.isLeft(outcome) ? E.left({ errno: outcome.left, operation }) : outcome;
}

/** Runs operations in order and stops at the first that is refused. */
export function runAll(kernel: Kernel, operations: readonly Operation[]): Run {
  let now = kernel;
  let done = 0;
  for (const operation of operations) {
    const outcome = run(now, operation);
    if (E.isLeft(outcome)) return { kernel: now, done, error: outcome.left };
    now = outcome.right;
    done++;
  }
  return { kernel: now, done };
}

/** The verbs of which a process of a program is all there is to be done. */
type ServingKind = {
  [K in OperationKind]: (typeof verbs)[K] extends ServingVerb<infer _> ? K : never;
}[OperationKind];

/** What the kernel makes of every other operation. */
const handlers: {
  readonly [K in Exclude<OperationKind, ServingKind>]: (
    kernel: Kernel,
    operation: OperationOf<K>,
  ) => Outcome<Kernel>;
} = {
  NetnsAdd: addNetns,
  NetnsDelete: deleteNetns,
  LinkAdd: addLink,
  LinkSet: setLink,
  LinkSetMaster: setMaster,
  LinkRemoveMaster: removeMaster,
  LinkMove: moveLink,
  LinkDelete: deleteLink,
  AddressAdd: addAddress,
  AddressDelete: deleteAddress,
  RouteReplace: replaceRoute,
  RouteDelete: deleteRoute,
  RuleAdd: addRule,
  RuleDelete: deleteRule,
  CarriedAdd: addCarried,
  CarriedDelete: deleteCarried,
  SysctlSet: setSysctl,
  WireGuardSetDevice: setDevice,
  WireGuardSetPeer: setPeer,
  WireGuardRemovePeer: removePeer,
  NftCreateTable: createTable,
  NftReplaceTable: replaceTable,
  NftDeleteTable: deleteTable,
};

type Handler = (kernel: Kernel, operation: Operation) => Outcome<Kernel>;

function execute(kernel: Kernel, operation: Operation): Outcome<Kernel> {
  if (isServing(operation)) return runProcess(kernel, verbs[operation.kind], operation);
  return (handlers[operation.kind] as Handler)(kernel, operation);
}

function isServing(operation: Operation): operation is OperationOf<ServingKind> {
  return 'program' in verbs[operation.kind];
}
