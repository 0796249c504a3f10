/** Returns a text as one word of sh(1). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Returns a command that reads the lines on its standard input. */
export function feed(command: string, lines: readonly string[]): string {
  return `${command} <<'END'\n${lines.map((line) => `${line}\n`).join('')}END`;
}

/** Returns what a script says when it is through. `broken` returns what it says when it ends before. */
export const through = (who: string): string => `ready ${who}`;
export const broken = (who: string): string => `failed ${who}`;

/** Returns a script that ends with the first command that fails, and says how it went. */
export function reporting(who: string, script: readonly string[]): string {
  return [`trap 'echo ${broken(who)}' EXIT`, 'set -e', ...script, 'trap - EXIT', `echo ${through(who)}`].join(
    '\n',
  );
}

/** Returns a command in a network namespace that ip-netns(8) made. */
export function inNetns(netns: string, script: string): string {
  return `nsenter --net=/run/netns/${netns} sh -c ${quote(script)}`;
}
