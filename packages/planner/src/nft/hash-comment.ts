/** Writes the comment by which a table is known as ours: the hash that its rules had when they were made. */
export function hashComment(hash: string): string {
  return `comment "${hash}"`;
}

/** Says whether a line of a table's listing is the comment of the table itself, and not of something in it. */
export function isTableComment(line: string): boolean {
  return /^\tcomment "[^"]*"$/.test(line);
}

/** Says whether a line of a table's listing is the comment that marks a table of ours. */
export function isHashComment(line: string): boolean {
  return /^\tcomment "[0-9a-f]{64}"$/.test(line);
}
