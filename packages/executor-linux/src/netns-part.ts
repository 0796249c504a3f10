import type { Batch, Piece } from './command/batch.js';

/** Part of a batch, and what is run after it. */
export interface NetnsPart {
  readonly batch: Batch;
  readonly argv?: readonly string[];
}

/**
 * Returns the batch in parts. A part ends where a namespace is made that has to be told something before there are
 * links in it.
 */
export function partsByNetns(batch: Batch, told: readonly string[]): readonly NetnsPart[] {
  const parts: NetnsPart[] = [];
  let pieces: Piece[] = [];
  for (const piece of batch.pieces) {
    pieces.push(piece);
    const { operation } = piece;
    if (operation.kind !== 'NetnsAdd' || told.length === 0) continue;
    parts.push({
      batch: { ...batch, pieces },
      argv: ['ip', 'netns', 'exec', operation.name, 'sysctl', '-qw', ...told],
    });
    pieces = [];
  }
  return pieces.length === 0 ? parts : [...parts, { batch: { ...batch, pieces } }];
}
