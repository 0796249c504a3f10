import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ExecutionEvent,
  type NodeState,
  type Plan,
  type PrivateKey,
  plan,
  planTowards,
  privateKeyText,
  type Receipt,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { type LinuxExecutor, type LinuxOptions, linux } from '../../src/index.js';
import { type Documents, right } from '../networks.js';

const scratch = process.env['SCRATCH'] ?? '';

/** Where the scenario's executors keep what they remember. */
export const folders = { state: join(scratch, 'state'), secrets: join(scratch, 'secrets') };

export function executor(options: Partial<LinuxOptions> = {}): LinuxExecutor {
  return linux({ ...folders, ...options });
}

/** Puts the private key of a network where executors look for it, in place of the one before. */
export function giveKey(network: string, key: PrivateKey): void {
  mkdirSync(folders.secrets, { recursive: true, mode: 0o700 });
  writeFileSync(join(folders.secrets, `${network}.key`), `${privateKeyText(key)}\n`, { mode: 0o600 });
}

/** What is on the node, of some networks or all. */
export async function observed(node: string, networks?: readonly string[]): Promise<NodeState> {
  return right(await executor().observe(node, networks)());
}

/** The plan from what is on the node to the documents. */
export async function planned(documents: readonly Documents[], node: string): Promise<Plan> {
  const [first] = documents;
  if (first === undefined) throw new Error('no documents');
  const networks = documents.map(({ network }) => network);
  const state = await observed(
    node,
    networks.map(({ id }) => id),
  );
  return right(plan({ networks, inventory: first.inventory, node, observed: state }));
}

/** The plan from what is on the node to a state it had. */
export async function plannedBack(target: NodeState, networks: readonly string[]): Promise<Plan> {
  const state = await observed(target.node, networks);
  return right(
    planTowards({ owners: networks.map((id) => ({ id, removed: true as const })), target, observed: state }),
  );
}

/** Carries a plan out, which must succeed. */
export async function applied(plan: Plan, options: Partial<LinuxOptions> = {}): Promise<Receipt> {
  const result = await executor(options).apply(plan, () => {})();
  if (E.isLeft(result))
    throw new Error(JSON.stringify({ ...result.left, rollback: undefined }).slice(0, 4000));
  return result.right;
}

/** The kinds of what an executor told, each once. */
export function kindsOf(events: readonly ExecutionEvent[]): readonly string[] {
  return [...new Set(events.map(({ kind }) => kind))];
}
