import type { MachineRecord } from './record.js';
import type { Entries } from './source.js';

/** One thing that is not the same in two records. */
export interface Difference {
  readonly namespace: string;
  readonly section: string;
  /** The entry, and where both records have it, the field of it that differs. */
  readonly what: string;
  /** What was there before; absent: nothing. */
  readonly before?: unknown;
  /** What is there after; absent: nothing. */
  readonly after?: unknown;
}

/** Returns all that differs in two records of a machine. */
export function differences(before: MachineRecord, after: MachineRecord): readonly Difference[] {
  return union(before, after).flatMap((namespace) => {
    const [old, fresh] = [before.get(namespace), after.get(namespace)];
    // All of a namespace is one difference where there is none on the other side.
    if (old === undefined) return [{ namespace, section: 'namespace', what: namespace, after: 'is there' }];
    if (fresh === undefined)
      return [{ namespace, section: 'namespace', what: namespace, before: 'was there' }];
    return union(old, fresh).flatMap((section) =>
      ofSection(section, old, fresh).map((each) => ({ namespace, section, ...each })),
    );
  });
}

type Part = Omit<Difference, 'namespace' | 'section'>;

function ofSection(
  section: string,
  before: ReadonlyMap<string, Entries>,
  after: ReadonlyMap<string, Entries>,
): readonly Part[] {
  const [old, fresh]: [Entries, Entries] = [
    before.get(section) ?? new Map(),
    after.get(section) ?? new Map(),
  ];
  return union(old, fresh).flatMap((entry): readonly Part[] => {
    if (section === 'order') return ofOrder(entry, old.get(entry), fresh.get(entry));
    if (old.has(entry) && fresh.has(entry)) return ofValue(entry, old.get(entry), fresh.get(entry));
    // What is told of a link that is gone or new is told once.
    const link = linkOf(section, entry);
    const isElsewhere =
      link !== undefined && before.get('links')?.has(link) !== after.get('links')?.has(link);
    if (section === 'numbers' || isElsewhere) return [];
    return [
      old.has(entry) ? { what: entry, before: old.get(entry) } : { what: entry, after: fresh.get(entry) },
    ];
  });
}

/** Returns the link of which an entry tells something, in sections that follow from the links there are. */
function linkOf(section: string, entry: string): string | undefined {
  const parameter = /^net\.(?:ipv4|ipv6|mpls)\.(?:conf|neigh)\.([^.]+)\./;
  if (section === 'parameters') return parameter.exec(entry)?.[1]?.replaceAll('/', '.');
  return section === 'forwarding' || section === 'queues' ? / dev (\S+)/.exec(entry)?.[1] : undefined;
}

function ofValue(what: string, before: unknown, after: unknown): readonly Part[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isLines(before) && isLines(after)) {
    const gone = before.filter((line) => !after.includes(line));
    const fresh = after.filter((line) => !before.includes(line));
    if (gone.length + fresh.length > 0) return [{ what, before: gone, after: fresh }];
  }
  if (!isObject(before) || !isObject(after)) return [{ what, before, after }];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => ofValue(`${what}: ${field}`, before[field], after[field]));
}

/** Compares the order of what is in both lists. */
function ofOrder(what: string, before: unknown, after: unknown): readonly Part[] {
  if (!isLines(before) || !isLines(after)) return [];
  const [old, fresh] = [
    before.filter((each) => after.includes(each)),
    after.filter((each) => before.includes(each)),
  ];
  return ofValue(what, old.join(' '), fresh.join(' '));
}

/**
 * Says whether it is a long text, such as a table of rules: only what differs is told of it, unless it is the order.
 */
function isLines(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function union(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])];
}

/** Writes a line for a person. */
export function told({ namespace, section, what, before, after }: Difference): string {
  const place = `${namespace}, ${section}: ${what}`;
  if (after === undefined) return `${place}: is gone, was ${JSON.stringify(before)}`;
  if (before === undefined) return `${place}: is new, ${JSON.stringify(after)}`;
  return `${place}: was ${JSON.stringify(before)}, is ${JSON.stringify(after)}`;
}
