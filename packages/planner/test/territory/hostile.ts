/** What no text that reaches a command line, a batch or a terminal may be. */
const alone = [
  ...['', ' ', '\t', '\n', '\r', '\0', '\u001b[2J', '\u00e9', '\u202e', '\uff0d', '\u2028'],
  ...[
    '-rf',
    '--',
    '../x',
    '..',
    '/',
    ';reboot',
    '&&reboot',
    '|reboot',
    '>/etc/passwd',
    '$(reboot)',
    '`reboot`',
  ],
  ...['$IFS', '"', "'", '\\', '#', '*', '?', '~', '!', '{', '}', '(', ')', '<', '=x', '%0a', 'x y', 'x\ny'],
];

/** A text with each of these alone, before it and behind it; a dash means something only in front. */
export function hostileTo(text: string): readonly string[] {
  const behind = alone.filter((each) => !each.startsWith('-'));
  const all = [...alone, ...alone.map((each) => each + text), ...behind.map((each) => text + each)];
  return [...new Set(all)].filter((each) => each !== text);
}

/** What is no text at all, and what a text in its place could be taken for. */
export const strays: readonly unknown[] = [null, [], {}, [['x']], { toString: 'x' }];

/** Where a value stands in a document: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** Every text in a document, with its place. */
export function textsIn(value: unknown, path: Path = []): readonly (readonly [Path, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each, i) => textsIn(each, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, [...path, key]));
}

/** The document with another value at one place. */
export function withValue(document: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(document)) {
    return document.map((each, i) => (i === key ? withValue(each, rest, value) : each));
  }
  const fields = typeof document === 'object' && document !== null ? document : {};
  return { ...fields, [key]: withValue(Reflect.get(fields, key), rest, value) };
}
