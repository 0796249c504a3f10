/** A text as one word of sh(1). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command that reads the lines on its standard input. */
export function feed(command: string, lines: readonly string[]): string {
  return `${command} <<'END'\n${lines.map((line) => `${line}\n`).join('')}END`;
}

/** A command in a network namespace that ip-netns(8) made. */
export function inNetns(netns: string, script: string): string {
  return `nsenter --net=/run/netns/${netns} sh -c ${quote(script)}`;
}
