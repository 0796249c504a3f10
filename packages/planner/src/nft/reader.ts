/** Reads one form of a rule's parts. */
export interface Reader<T> {
  /** What the form looks like, with a group for each value. Sticky: it is tried where the last part ended. */
  readonly text: RegExp;
  readonly read: (...values: readonly (string | undefined)[]) => T;
}

/** Returns what the first fitting reader reads at a place of a line, and where that ends. */
export function readAt<T>(
  readers: readonly Reader<T>[],
  line: string,
  start: number,
): { readonly part: T; readonly end: number } | undefined {
  for (const { text, read } of readers) {
    text.lastIndex = start;
    const found = text.exec(line);
    if (found !== null) return { part: read(...found.slice(1)), end: text.lastIndex };
  }
  return undefined;
}
