import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import type { NodeState } from '@networkd/planner';
import { expect } from 'vitest';

/** What is done on the machine, and what is then asked for. */
export interface Stage {
  /** For sh(1); `$SECRETS` is the folder of the keys, `$NODE` is Node. */
  readonly script: string;
  /** Private keys in wg(8)'s base64, by the ids of their networks. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly node: string;
  readonly networks?: readonly string[];
  /** Is the machine compared, by an observer that is not ours, with what it was before we looked? */
  readonly isCompared?: true;
  /** What ip(8) is to say that userspace devices are: `wireguard` plays the kernel's own; absent: what they are. */
  readonly kind?: 'wireguard';
  /** For sh(1), right before the routes of all tables are read: what comes while we look. */
  readonly meanwhile?: string;
}

/** What was then observed. */
export interface Look {
  readonly state: NodeState;
  /** The public keys of the private keys that were found. */
  readonly keys: readonly string[];
  /** Every command that was run, on one line. */
  readonly commands: readonly string[];
  /** What looking has changed on the machine, where that is compared. */
  readonly changes: readonly string[];
}

/** What is observed on a machine just booted after each stage. */
export async function looksAt(stages: readonly Stage[]): Promise<readonly Look[]> {
  const folder = mkdtempSync(join(tmpdir(), 'networkd-stages-'));
  try {
    const file = join(folder, 'stages.json');
    writeFileSync(file, JSON.stringify(stages), { mode: 0o600 });
    return await onMachine<readonly Look[]>(new URL('./look.scenario.ts', import.meta.url), file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The one look at a machine on which the script was run. */
export async function lookAt(script: string, rest: Partial<Stage> = {}): Promise<Look> {
  const [look] = await looksAt([{ script, node: 'a', ...rest }]);
  if (look === undefined) throw new Error('nothing was observed');
  return look;
}

/** The same, and looking must change nothing. */
export async function lookOnly(script: string, rest: Partial<Stage> = {}): Promise<Look> {
  const look = await lookAt(script, { ...rest, isCompared: true });
  expect(look.changes).toEqual([]);
  return look;
}
