import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { Failure, failure } from '../error/failure.js';
import { refuseDuplicateMembers } from './duplicate-member.js';
import { checkSize } from './json-size.js';

/**
 * Reads a JSON text as a value. Refuses one that is in UTF-16, one that is not JSON, with where it stops being that,
 * and one with two members of one name in an object.
 */
export function parseJson(text: string, file: string): unknown {
  if (isUtf16(text)) {
    const remedy = 'save it as UTF-8, as iconv -f UTF-16 -t UTF-8 does';
    throw failure(
      'not-json',
      file,
      `this is text in UTF-16, and JSON is UTF-8 (RFC 8259, 8.1); ${remedy}`,
      '1:1',
    );
  }
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  checkSize(json, file);
  const value = parsed(json, file);
  refuseDuplicateMembers(json, file);
  return value;
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw notJson(json, file);
  }
}

/**
 * Says whether the text is UTF-16 that was read as UTF-8. Neither byte of its byte order mark is UTF-8, and without a
 * mark one byte of each of the first characters, which are ASCII in any JSON, is NUL.
 */
function isUtf16(text: string): boolean {
  return text.startsWith('\uFFFD\uFFFD') || /^(?:\0[^\0]|[^\0]\0)/.test(text);
}

/**
 * What to do where a text breaks. `JSON.parse` does not always say where that is, and says it differently in every
 * version of Node.
 */
const hints: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value; write a string in double quotes, a number, true, false or null',
  InvalidNumberFormat: 'this is no number; write it in decimal without leading zeros',
  UnexpectedEndOfNumber: 'this number ends too early; write it in decimal',
  PropertyNameExpected: 'a field name in double quotes is missing here; remove a comma before }',
  ValueExpected: 'a value is missing here; remove a comma before ] or add the value',
  ColonExpected: 'a colon is missing here, between the name of the field and its value',
  CommaExpected: 'a comma or the closing bracket is missing here',
  CloseBraceExpected: 'the file ends too early; is it cut off, or a } missing?',
  CloseBracketExpected: 'the file ends too early; is it cut off, or a ] missing?',
  EndOfFileExpected: 'the document ended before this; remove what follows it',
  InvalidCommentToken: 'JSON has no comments; remove it',
  UnexpectedEndOfComment: 'JSON has no comments; remove it',
  UnexpectedEndOfString: 'this string does not end on its line; close it with a double quote',
  InvalidUnicode: 'this escape is not four hexadecimal digits; mend it',
  InvalidEscapeCharacter: 'there is no such escape; write a backslash as two',
  InvalidCharacter: 'this string has a control character; write it as an escape',
};

/** Returns where the text first breaks. The other errors are not kept: there can be as many as characters. */
function firstError(text: string): { readonly offset: number; readonly hint?: string | undefined } {
  let first: ReturnType<typeof firstError> | undefined;
  const onError = (error: ParseErrorCode, offset: number) => {
    first ??= { offset, hint: hints[printParseErrorCode(error)] };
  };
  visit(text, { onError }, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  return first ?? { offset: 0 };
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    start = end + 1;
    line++;
  }
  return { line, column: offset - start + 1 };
}

function notJson(text: string, file: string): Failure {
  const { offset, hint = 'it cannot be read here' } = firstError(text);
  const { line, column } = placeOf(text, offset);
  // One character: a person who gives a key file by mistake should not find the key in a log.
  const value = Array.from(text.slice(offset, offset + 2))[0] ?? '';
  const message = text.trim() === '' ? 'the file is empty; a JSON document belongs in it' : hint;
  return new Failure([
    {
      kind: 'not-json',
      file,
      path: `${line}:${column}`,
      ...(value === '' ? {} : { value }),
      message: `this is not JSON: ${message}`,
      details: { line, column },
    },
  ]);
}
