/** What there is, line by line. */
export type Picture = readonly string[];

/** How the pictures differ: nothing where they are the same to the byte. */
export function changedSince(before: Picture, after: Picture): readonly string[] {
  if (before.join('\n') === after.join('\n')) return [];
  const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
  const fresh = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  return [...gone, ...fresh, 'or the same lines in another order'];
}
