import wrapAnsi from 'wrap-ansi';

/** A line of words broken at spaces: the first line after `first`, the others after `hanging`. */
export interface WrapOptions {
  /** Columns of a line, indentation included. A word that alone is longer stays whole. */
  readonly width: number;
  readonly first: string;
  readonly hanging: string;
}

/** Breaks a text at its spaces into lines of at most `width` columns. */
export function wrap(text: string, { width, first, hanging }: WrapOptions): readonly string[] {
  const [head = ''] = linesOf(text, width - first.length);
  // Told by their number: as texts they may differ, since what is wrapped is normalized (NFC).
  const rest = text.split(' ').slice(head.split(' ').length).join(' ');
  return [
    first + head,
    ...(rest === '' ? [] : linesOf(rest, width - hanging.length).map((line) => hanging + line)),
  ];
}

function linesOf(text: string, columns: number): readonly string[] {
  return wrapAnsi(text, Math.max(1, columns)).split('\n');
}
