import { Failure } from './failure.js';

/** A JSON text as a value, or a failure that says where it stops being JSON. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    throw notJson(text, file);
  }
}

/** What may come next in a JSON text, and how a reader would call it. */
const hints: Readonly<Record<State, string>> = {
  value: 'a value is missing here; write a string in double quotes, a number, true, false, null, { or [',
  first: 'a value or ] is missing here',
  key: 'a field name in double quotes is missing here; remove a comma before }, and comments',
  firstKey: 'a field name in double quotes or } is missing here',
  colon: 'a colon is missing here, between the name of the field and its value',
  next: 'a comma or the closing bracket is missing here',
  end: 'the document ended before this; remove what follows it',
};

type State = 'value' | 'first' | 'key' | 'firstKey' | 'colon' | 'next' | 'end';

const blank = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/uy;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * Where a text stops being JSON, as an offset and what was expected there. `JSON.parse` does not say where for some
 * errors, and says it differently in every version of Node.
 */
function breakOf(text: string): { readonly offset: number; readonly expected: string } | undefined {
  const open: string[] = [];
  let state: State = 'value';
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return false;
    at += found[0].length;
    return true;
  };
  const after = (): State => (open.length === 0 ? 'end' : 'next');
  for (;;) {
    take(blank);
    const next = text[at];
    if (next === undefined) {
      return state === 'end'
        ? undefined
        : { offset: at, expected: 'the file ends too early; is it cut off?' };
    }
    const closes = next === open.at(-1) && (state === 'next' || state === 'first' || state === 'firstKey');
    if (closes) {
      open.pop();
      at++;
      state = after();
    } else if (state === 'colon' && next === ':') {
      at++;
      state = 'value';
    } else if (state === 'next' && next === ',') {
      at++;
      state = open.at(-1) === '}' ? 'key' : 'value';
    } else if (state === 'key' || state === 'firstKey') {
      if (!take(string)) return { offset: at, expected: brokenString(next) ?? hints[state] };
      state = 'colon';
    } else if (state === 'value' || state === 'first') {
      if (next === '{' || next === '[') {
        open.push(next === '{' ? '}' : ']');
        at++;
        state = next === '{' ? 'firstKey' : 'first';
      } else if (take(string) || take(scalar)) {
        state = after();
      } else return { offset: at, expected: brokenString(next) ?? hints[state] };
    } else return { offset: at, expected: hints[state] };
  }
}

function brokenString(next: string): string | undefined {
  return next === '"'
    ? 'this string does not end on its line or has an unknown escape; close it with a double quote'
    : undefined;
}

function notJson(text: string, file: string): Failure {
  const { offset, expected } = breakOf(text) ?? { offset: 0, expected: 'it cannot be read' };
  const before = text.slice(0, offset).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  // One character: whoever gives a key file by mistake should not find the key in a log.
  const value = Array.from(text.slice(offset, offset + 2))[0] ?? '';
  const message = text.trim() === '' ? 'the file is empty; a JSON document belongs in it' : expected;
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
