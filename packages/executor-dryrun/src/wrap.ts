/** A line of words broken at spaces: the first line after `first`, the others after `hanging`. */
export interface WrapOptions {
  /** Columns of a line, indentation included. A word that alone is longer stays whole. */
  readonly width: number;
  readonly first: string;
  readonly hanging: string;
}

/** Breaks a text at its spaces into lines of at most `width` columns. */
export function wrap(text: string, { width, first, hanging }: WrapOptions): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hanging;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
