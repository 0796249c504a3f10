import { Failure } from '../error/failure.js';

/** Levels of brackets in one another: more than any document has, and less than a parser's stack takes. */
const mostLevels = 64;

/** Values of the largest document, which take 400 MB once they are read. */
const mostValues = 4_000_000;

/** Members of the largest object. */
const mostMembers = 1000;

/** Refuses a text that would take more memory or stack than a document needs, before it is parsed. */
export function checkSize(text: string, file: string): void {
  /** How many commas there were so far in each bracket that is open; none is counted of a list. */
  const members: number[] = [];
  let values = 0;
  const count = () => {
    if (++values > mostValues) throw tooLarge(file, 'values', mostValues, 'values');
  };
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case quote:
        i = endOfString(text, i);
        break;
      case openBrace:
      case openBracket:
        count();
        members.push(text.charCodeAt(i) === openBrace ? 1 : Number.NEGATIVE_INFINITY);
        if (members.length <= mostLevels) break;
        throw tooLarge(file, 'levels', mostLevels, 'levels of brackets in one another');
      case closeBrace:
      case closeBracket:
        members.pop();
        break;
      case comma: {
        count();
        const within = (members.pop() ?? Number.NEGATIVE_INFINITY) + 1;
        if (within > mostMembers) throw tooLarge(file, 'members', mostMembers, 'members in one object');
        members.push(within);
        break;
      }
    }
  }
}

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Returns where the string ends that begins there. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

/** Says whether an odd number of backslashes stands before the character. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === backslash) first--;
  return (at - first) % 2 === 1;
}

function tooLarge(file: string, what: string, maximum: number, words: string): Failure {
  const message = `it has more than ${maximum} ${words}; give the document that is meant`;
  return new Failure([{ kind: 'too-large', file, message, details: { what, maximum } }]);
}
