import type { Rune } from '@networkd/planner';

/** What a piece of the text is, and so how it is coloured. */
export type Style = Rune | 'heading' | 'reason' | 'warning';

/** Gives a piece of text its colour, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Select Graphic Rendition parameters of ECMA-48. */
const codes: Readonly<Record<Style, string>> = {
  '+': '32',
  '~': '33',
  '-': '31',
  heading: '1',
  reason: '2',
  warning: '1;31',
};

/** Returns what paints for a terminal, or leaves every text as it is. */
export function paintWith(color: boolean): Paint {
  return color ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_, text) => text;
}
