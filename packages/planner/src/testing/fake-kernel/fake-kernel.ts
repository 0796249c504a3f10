import * as E from 'fp-ts/lib/Either.js';
import type { Operation } from '../../operation/operation.js';
import { addAddress, deleteAddress } from './address.js';
import { addCarried, deleteCarried } from './carried.js';
import { startClient, stopClient } from './dhcp.js';
import { createTable, deleteTable, replaceTable } from './firewall.js';
import { moveLink, setLink } from './link.js';
import { addLink } from './link-add.js';
import { deleteLink } from './link-drop.js';
import { addNetns, deleteNetns } from './netns.js';
import { removeMaster, setMaster } from './port.js';
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
 * One operation on the strict fake kernel: it refuses what Linux refuses, and does beside what was asked whatever
 * Linux does beside (prefixes move between peers, routes go with the last address). An operation is done whole
 * or not at all.
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

function execute(kernel: Kernel, operation: Operation): Outcome<Kernel> {
  switch (operation.kind) {
    case 'NetnsAdd':
      return addNetns(kernel, operation);
    case 'NetnsDelete':
      return deleteNetns(kernel, operation);
    case 'LinkAdd':
      return addLink(kernel, operation);
    case 'LinkSet':
      return setLink(kernel, operation);
    case 'LinkSetMaster':
      return setMaster(kernel, operation);
    case 'LinkRemoveMaster':
      return removeMaster(kernel, operation);
    case 'LinkMove':
      return moveLink(kernel, operation);
    case 'LinkDelete':
      return deleteLink(kernel, operation);
    case 'AddressAdd':
      return addAddress(kernel, operation);
    case 'AddressDelete':
      return deleteAddress(kernel, operation);
    case 'RouteReplace':
      return replaceRoute(kernel, operation);
    case 'RouteDelete':
      return deleteRoute(kernel, operation);
    case 'RuleAdd':
      return addRule(kernel, operation);
    case 'RuleDelete':
      return deleteRule(kernel, operation);
    case 'CarriedAdd':
      return addCarried(kernel, operation);
    case 'CarriedDelete':
      return deleteCarried(kernel, operation);
    case 'DhcpClientStart':
      return startClient(kernel, operation);
    case 'DhcpClientStop':
      return stopClient(kernel, operation);
    case 'SysctlSet':
      return setSysctl(kernel, operation);
    case 'WireGuardSetDevice':
      return setDevice(kernel, operation);
    case 'WireGuardSetPeer':
      return setPeer(kernel, operation);
    case 'WireGuardRemovePeer':
      return removePeer(kernel, operation);
    case 'NftCreateTable':
      return createTable(kernel, operation);
    case 'NftReplaceTable':
      return replaceTable(kernel, operation);
    case 'NftDeleteTable':
      return deleteTable(kernel, operation);
    default:
      return operation satisfies never;
  }
}
