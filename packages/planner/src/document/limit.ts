/** Levels of objects and arrays in one another; our own documents have seven. */
export const mostLevels = 64;

/** Elements of one array. The addresses of a tenant network's tunnels alone keep it below a tenth of this. */
export const mostElements = 1_000_000;

/** Members of one object; our own have twenty. */
export const mostMembers = 1000;

/**
 * Says whether the value is deeper than any document. Recursion over a value that is too deep, or holds itself,
 * would find no end.
 */
export function isTooDeep(json: unknown): boolean {
  let level = new Set([json]);
  for (let depth = 0; level.size > 0; depth++) {
    const next = new Set<unknown>();
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (depth === mostLevels) return true;
      for (const each of Object.values(value)) next.add(each);
    }
    level = next;
  }
  return false;
}
