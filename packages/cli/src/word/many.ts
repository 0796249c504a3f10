/** Returns a count with its noun: `1 hop`, `2 hops`. */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
