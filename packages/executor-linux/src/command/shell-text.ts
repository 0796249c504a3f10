/** What a command is and reads. */
interface Input {
  readonly argv: readonly string[];
  readonly stdin?: string;
}

/** What a command said. */
interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Returns a command for sh(1), with its standard input. After it the shell says on both outputs that it has ended: the
 * mark in a line of its own, and on standard output its exit status. The mark must be in nothing that the command reads
 * or says.
 */
export function commandText({ argv, stdin = '' }: Input, mark: string): string {
  const [from, text] = stdin === '' ? ['</dev/null', ''] : [`<<'${mark}'`, `${lines(stdin)}${mark}\n`];
  const end = `printf '\\n${mark} %d\\n' $?; printf '\\n${mark}\\n' >&2`;
  return `${argv.map(quoted).join(' ')} ${from}\n${text}${end}\n`;
}

/**
 * Says whether such a text can hold the command. dash(1) 0.5.12 loses a byte beyond ASCII in a here-document, where a
 * line begins as the mark does and goes on with such a byte.
 */
export function isTellable({ stdin = '' }: Input): boolean {
  return /^[\0-\x7f]*$/.test(stdin);
}

/** Returns what the command said, once the shell has said that it has ended. */
export function answerIn(
  { stdout, stderr }: Output,
  mark: string,
): (Output & { readonly status: number }) | undefined {
  const end = stdout.lastIndexOf(`\n${mark} `);
  if (end < 0 || !stdout.endsWith('\n') || !stderr.endsWith(`\n${mark}\n`)) return undefined;
  return {
    status: Number(stdout.slice(end + mark.length + 2)),
    stdout: stdout.slice(0, end),
    stderr: stderr.slice(0, -mark.length - 2),
  };
}

/** Puts a word in quotes. A quoted word is neither a keyword nor expanded. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function lines(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
