/** One figure of the benchmark: what was measured, as a ratio to its baseline, and what the ratio may be at most. */
export interface Row {
  readonly name: string;
  readonly milliseconds: number;
  readonly baseline: string;
  readonly ratio: number;
  /** Absent where the figure is only reported. */
  readonly atMost?: number;
  /** Present where the ratio must be at least this. */
  readonly atLeast?: number;
}

/** Does the ratio keep its limit? */
export function holds({ ratio, atMost, atLeast }: Row): boolean {
  return ratio <= (atMost ?? Number.POSITIVE_INFINITY) && ratio >= (atLeast ?? 0);
}

/** The rows as a table for people. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${row.milliseconds.toFixed(2)} ms`,
    `${row.ratio.toFixed(2)} x ${row.baseline}`,
    row.atMost === undefined ? (row.atLeast === undefined ? '' : `>= ${row.atLeast}`) : `<= ${row.atMost}`,
    row.atMost === undefined && row.atLeast === undefined ? '' : holds(row) ? 'holds' : 'MISSED',
  ]);
  const all = [['what', 'best', 'ratio', 'limit', ''], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
