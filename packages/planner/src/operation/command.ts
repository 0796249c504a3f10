/**
 * A Linux command as an argument vector, with what it reads on standard input. A `SecretFile` argument stands for
 * the path of the file that holds that secret: only the executor knows it.
 */
export interface Command {
  readonly argv: readonly (string | SecretFile)[];
  readonly stdin?: string;
}

/** The file that holds a secret, by the secret's name. */
export interface SecretFile {
  readonly secret: string;
}

/** Returns a command of ip(8), which enters a namespace by itself. */
export function ip(netns: string | undefined, ...words: readonly string[]): Command {
  return { argv: netns === undefined ? ['ip', ...words] : ['ip', '-n', netns, ...words] };
}

/** Returns a command that runs in a namespace. */
export function within(netns: string | undefined, ...words: Command['argv']): Command {
  return { argv: netns === undefined ? words : ['ip', 'netns', 'exec', netns, ...words] };
}
