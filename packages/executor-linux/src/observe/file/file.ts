import type { Invocation } from '../../command/run.js';

/**
 * Prints the files whose names (or patterns) come first. Every line has the name of its file in front, so that no
 * content can pose as another's. Then becomes the command that comes after `--`: one process for all of it.
 */
const script = (between: string) => `while [ "$1" != -- ]; do
  for file in $1; do
    [ -r "$file" ] || continue
    while read -r line || [ -n "$line" ]; do printf '%s %s\\n' "$file" "$line"; done <"$file"
  done
  shift
done 2>/dev/null
shift
${between}exec "$@"
`;

/**
 * Returns the process that prints the files, and then what the command says, both as they are in the namespace.
 * `between` is lines of the script that run before the command.
 */
export function filesAnd(
  netns: string,
  files: readonly string[],
  command: readonly string[],
  between = '',
): Invocation {
  const argv = ['ip', 'netns', 'exec', netns, 'sh', '-c', script(between), 'sh', ...files, '--', ...command];
  return { argv };
}

/** What such a command printed. */
export interface Printed {
  /** The lines of each file that could be read, by its name. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly rest: string;
}

/** Takes apart what was printed. All files are in /proc and /sys, and no command starts a line with those. */
export function printed(text: string): Printed {
  const files = new Map<string, string[]>();
  let at = 0;
  while (text.startsWith('/proc/', at) || text.startsWith('/sys/', at)) {
    const end = text.indexOf('\n', at);
    const space = text.indexOf(' ', at);
    const name = text.slice(at, space);
    const lines = files.get(name) ?? [];
    files.set(name, lines);
    lines.push(text.slice(space + 1, end));
    at = end + 1;
  }
  return { files, rest: text.slice(at) };
}
