import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type * as executor from '@networkd/executor-linux';
import { type NodeId, parseNodeId, present } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { failure } from './error/failure.js';
import { printError } from './terminal/io.js';

/** What changes and watches the machine this runs on. */
export type Linux = Pick<
  typeof executor,
  | 'linux'
  | 'systemClock'
  | 'doctor'
  | 'generateKey'
  | 'showKey'
  | 'watch'
  | 'reachInternet'
  | 'nicOwners'
  | 'Refusal'
>;

/** Loads it: only the verbs that need it pay for that. */
export type LoadLinux = () => Promise<Linux>;

/** The options of the verbs that work on this machine. */
export interface MachineOptions {
  readonly state?: string;
  readonly secrets?: string;
  readonly lockTimeout?: number;
  readonly confirm?: number;
}

/** Where the executor keeps what it must not forget, unless told. */
export const defaultState = '/var/lib/networkd';

/** Returns the options as the executor takes them: absolute, as the process that rolls back starts elsewhere. */
export function linuxOptions({
  state = defaultState,
  secrets = join(state, 'secrets'),
  lockTimeout,
  confirm,
}: MachineOptions): executor.LinuxOptions {
  const folders = { state: resolve(state), secrets: resolve(secrets) };
  const places = ['--state', folders.state, '--secrets', folders.secrets];
  const guard = [process.execPath, process.argv[1] ?? '', 'guard', ...places];
  return {
    ...folders,
    ...present({ lockTimeout }),
    ...(confirm === undefined ? {} : { confirm: { seconds: confirm, guard } }),
  };
}

/** Returns the id of a node, as given. Refuses what is no id. */
export function nodeNamed(name: string): NodeId {
  const node = parseNodeId(name);
  if (E.isLeft(node)) throw failure('bad-arguments', '--node', `${name} is no node's id; give the id of one`);
  return node.right;
}

/** Returns the id of this machine where nobody gives one: its host name. Says so on standard error. */
export function hostNode(): NodeId {
  const node = parseNodeId(hostname());
  if (E.isLeft(node)) {
    throw failure('bad-arguments', '--node', `the host name ${hostname()} is no node's id; give -n NODE`);
  }
  printError(`node ${node.right}: the host name of this machine; -n gives another\n`);
  return node.right;
}
