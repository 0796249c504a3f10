import type { Invocation, Outcome, Run } from '../command/run.js';
import { unsaid } from './not-observed.js';

/**
 * Returns what a command says. Throws `NotObserved` where it fails, unless it says in the words of `lacks` that there
 * is no such thing. Then what it said before counts.
 */
export async function ask(run: Run, invocation: Invocation, lacks?: RegExp): Promise<string> {
  const outcome = await run(invocation);
  const { status, stdout, stderr } = outcome;
  if (status === 0 || lacks?.test(stderr) === true) return stdout;
  const silence = {
    command: commandLine(invocation),
    status,
    said: stderr.trim().replaceAll('\n', '; ') || 'nothing',
    remedy: remedyOf(outcome),
  };
  throw unsaid(silence, gone.test(stderr));
}

/** Returns the command on one line. A script in it shows only as `…`. */
export function commandLine({ argv }: Invocation): string {
  return argv.map((word) => (word.includes('\n') ? '…' : word)).join(' ');
}

/** The Debian packages of the tools that observe. */
const packages: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  nft: 'nftables',
  sh: 'dash',
  wg: 'wireguard-tools',
};

/** How Node, ip-netns(8) and sh(1) say that there is no such program. */
const noProgram =
  /spawn (\S+) ENOENT|exec of "([^"]+)" failed|(?:exec|\d+): (?:line \d+: )?([^:\s]+): not found/;

/** How ip-netns(8) says that there is no such namespace, or no more than its file. */
const gone = /network namespace .*: (?:No such file or directory|Invalid argument)/;

function remedyOf({ stderr }: Outcome): string {
  const [, ...names] = noProgram.exec(stderr) ?? [];
  const tool = names.find((name) => name !== undefined);
  if (tool !== undefined) return `Install ${tool}; on Debian: apt-get install ${packages[tool] ?? tool}`;
  if (/not permitted|Permission denied/.test(stderr)) return 'Run this as root';
  if (gone.test(stderr)) return 'Somebody took the namespace away meanwhile: try again';
  return 'Run the command by hand to see more, mend what it complains of, and try again';
}
