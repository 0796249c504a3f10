import { Failure } from './failure.js';

/** Levels of brackets in one another: more than any document has, and less than a parser's stack takes. */
const mostLevels = 64;

/** Values of the largest document, which take 400 MB once they are read. */
const mostValues = 4_000_000;

/** Refuses a text that would take more memory or stack than a document needs, before it is parsed. */
export function checkSize(text: string, file: string): void {
  let depth = 0;
  let values = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case quote:
        i = endOfString(text, i);
        break;
      case openBrace:
      case openBracket:
        if (++depth > mostLevels)
          throw tooLarge(file, 'levels', mostLevels, 'levels of brackets in one another');
        values++;
        break;
      case closeBrace:
      case closeBracket:
        depth--;
        break;
      case comma:
        values++;
        break;
    }
    if (values > mostValues) throw tooLarge(file, 'values', mostValues, 'values');
  }
}

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Where the string ends that begins there. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === backslash) first--;
  return (at - first) % 2 === 1;
}

function tooLarge(file: string, what: string, maximum: number, words: string): Failure {
  const message = `it has more than ${maximum} ${words}; give the document that is meant`;
  return new Failure([{ kind: 'too-large', file, message, details: { what, maximum } }]);
}
