/** What is known of one kind of thing: by what name it is known, and what is said of it. */
export type Entries = ReadonlyMap<string, unknown>;

/** A source of facts: a command of the system's own, and what its output says. One file of this folder each. */
export interface Source {
  readonly section: string;
  /** For sh(1). */
  readonly command: string;
  readonly entries: (output: string) => Entries;
}

/** Fields that are not written down, each with the reason: it moves although nobody has changed anything. */
export type LeftOut = Readonly<Record<string, string>>;

/** An object of `ip -json`, or anything in one. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

/** Returns an object without what is left out, at any depth. */
export function without(leftOut: LeftOut, value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => without(leftOut, each));
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([field]) => !(field in leftOut));
  return Object.fromEntries(kept.map(([field, each]) => [field, without(leftOut, each)]));
}

/**
 * Returns the objects that `ip -json` lists. It lists empty ones where a filter has left nothing, and writes control
 * characters in names as they are.
 */
export function listed(output: string): readonly { readonly [field: string]: Json }[] {
  const text = output.replace(/\p{Cc}/gu, (each) =>
    /\s/.test(each) ? each : `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const objects: readonly { readonly [field: string]: Json }[] = JSON.parse(text || '[]');
  return objects.filter((each) => Object.keys(each).length > 0);
}

/** Returns entries by name. Several of one name are numbered in their order. */
export function byName<A>(
  things: readonly A[],
  name: (thing: A) => string,
  said: (thing: A) => unknown,
): Entries {
  const entries = new Map<string, unknown>();
  for (const thing of things) {
    const first = name(thing);
    let unique = first;
    for (let n = 2; entries.has(unique); n++) unique = `${first} (${n})`;
    entries.set(unique, said(thing));
  }
  return entries;
}
