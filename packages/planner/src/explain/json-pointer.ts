/** A step of a path as errors have it: `.name`, `[3]` or `['any text']`. */
const step = /\.([A-Za-z_]\w*)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/g;

/**
 * Returns the JSON Pointer of a JSONPath that an error has, as a fragment (RFC 6901, 6): `$.resources[3].subnet` is
 * `#/resources/3/subnet`.
 */
export function pointerOf(path: string): string {
  const keys = [...path.matchAll(step)].map(
    ([, name, index, quoted]) => name ?? index ?? unquoted(quoted ?? ''),
  );
  return `#${keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
}

function unquoted(text: string): string {
  return String(JSON.parse(`"${text.replaceAll("\\'", "'")}"`));
}
