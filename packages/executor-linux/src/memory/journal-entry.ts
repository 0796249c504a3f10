import type { Plan } from '@networkd/planner';

/** What is about to be done: written before anything is touched. */
export interface Intent {
  readonly kind: 'Intended';
  /** ISO 8601. */
  readonly time: string;
  /** The hash of the plan. */
  readonly plan: string;
  readonly node: string;
  readonly owners: Plan['owners'];
  readonly operations: number;
  /** Names of the snapshots of the state before and the state planned. */
  readonly before: string;
  readonly after: string;
  /** Public keys of the devices of which the plan takes the key away: their private halves are kept. */
  readonly keys: readonly string[];
  /** The plan that this one takes back. */
  readonly undoes?: string;
  /** ISO 8601: until then it waits for its confirmation. */
  readonly deadline?: string;
}

/** How it ended. `Interrupted` is found at the next apply: the process did not live to say how it ended. */
export interface Ending {
  readonly kind: 'Applied' | 'RolledBack' | 'Failed' | 'Interrupted' | 'Confirmed';
  readonly time: string;
  readonly plan: string;
  readonly node: string;
  readonly owners: Plan['owners'];
  readonly operations: number;
  /** Why, where it did not go well. */
  readonly message?: string;
}

/** What a network was last brought to, by an apply that is in the journal no longer. */
export interface Kept {
  readonly kind: 'Kept';
  readonly time: string;
  readonly plan: string;
  readonly node: string;
  readonly owners: Plan['owners'];
  readonly operations: number;
  readonly after: string;
}

/** A line of the journal. */
export type JournalEntry = Intent | Ending | Kept;

/** Returns the entry in a line. Returns nothing where the line is not whole, or not all of an entry is in it. */
export function parseEntry(line: string): JournalEntry | undefined {
  const value = jsonIn(line);
  if (!isObject(value) || !isCommon(value)) return undefined;
  if (isEnding(value)) return value;
  if (value['kind'] === 'Kept') return isKept(value) ? value : undefined;
  return isIntent(value) ? value : undefined;
}

type Common = Pick<Intent, 'time' | 'plan' | 'node' | 'owners' | 'operations'>;

const endings: readonly string[] = ['Applied', 'RolledBack', 'Failed', 'Interrupted', 'Confirmed'];

function isCommon(value: Fields): value is Fields & Common {
  const { time, plan, node, owners, operations } = value;
  const areTexts = [time, plan, node].every((each) => typeof each === 'string');
  return areTexts && typeof operations === 'number' && areOwners(owners);
}

function areOwners(value: unknown): value is Plan['owners'] {
  return Array.isArray(value) && value.every((each) => isObject(each) && isOwner(each));
}

function isOwner({ id, version, removed }: Fields): boolean {
  const isTold = version === undefined || typeof version === 'number';
  return typeof id === 'string' && isTold && (removed === undefined || removed === true);
}

function isEnding(value: Fields & Common): value is Fields & Ending {
  const { kind, message } = value;
  return typeof kind === 'string' && endings.includes(kind) && isTextOrAbsent(message);
}

function isKept(value: Fields & Common): value is Fields & Kept {
  return typeof value['after'] === 'string';
}

function isIntent(value: Fields & Common): value is Fields & Intent {
  const { kind, before, after, keys, undoes, deadline } = value;
  const areTexts = typeof before === 'string' && typeof after === 'string';
  const areKeys = Array.isArray(keys) && keys.every((each) => typeof each === 'string');
  return kind === 'Intended' && areTexts && areKeys && isTextOrAbsent(undoes) && isTextOrAbsent(deadline);
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

interface Fields {
  readonly [field: string]: unknown;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
