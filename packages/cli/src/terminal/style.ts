import { styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import { sequence } from './printable.js';

type Format = Parameters<typeof styleText>[0];

/** Wraps text in colour, or leaves it as it is. */
export type Paint = (format: Format, text: string) => string;

/** Says whether the terminal shows colours. NO_COLOR and TERM=dumb are respected by Node's `hasColors`. */
export function hasColor(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && stream.hasColors();
}

export function painter(stream: NodeJS.WriteStream): Paint {
  return hasColor(stream)
    ? (format, text) => styleText(format, text).replaceAll('\u001b[', sequence)
    : (_, text) => text;
}

/** Returns the columns of the terminal, or 80. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return (stream.isTTY && stream.columns) || 80; // a terminal without a size says 0
}

/** Breaks a paragraph into lines of at most `width` columns. A word that alone is longer stays whole. */
export function wrap(text: string, width: number, indent = ''): string {
  return wrapAnsi(text, width - indent.length).replaceAll(/^/gm, indent);
}
