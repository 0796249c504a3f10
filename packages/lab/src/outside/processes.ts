import { byName, type Source } from './source.js';

interface Process {
  readonly pid: string;
  readonly parent: string;
  readonly netns: string;
  readonly args: string;
}

/** Reads the list of processes. Its first line has the number of the shell that looks. */
function processesOf(output: string): readonly Process[] {
  const [looking = '', ...lines] = output.split('\n').filter(Boolean);
  const all = lines.flatMap((line) => {
    const [, pid = '', parent = '', netns = '', args = ''] = /^ *(\d+) +(\d+) +(\S+) (.*)$/.exec(line) ?? [];
    return pid === '' ? [] : [{ pid, parent, netns, args }];
  });
  const tree = looker(all, looking);
  return all.filter(({ pid, args }) => !tree.has(pid) && !args.endsWith('<defunct>'));
}

/**
 * Returns those who look: the shell, what it has started, and what it was started by if that came from outside to look.
 */
function looker(all: readonly Process[], looking: string): ReadonlySet<string> {
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const line = (pid: string): readonly string[] => {
    const parent = parents.get(pid);
    return parent === undefined || parent === '0' ? [pid] : [pid, ...line(parent)];
  };
  const ancestors = line(looking);
  const top = ancestors.at(-1) === '1' ? looking : (ancestors.at(-1) ?? looking);
  return new Set(all.map(({ pid }) => pid).filter((pid) => line(pid).includes(top)));
}

/**
 * ps(1): what each process was started with. Not written down: those that have ended and whose parent has not asked
 * yet. Those who look are not there.
 */
export const processes: Source = {
  section: 'processes',
  command: 'echo $$; ps -ww -eo pid=,ppid=,netns=,args=',
  entries: (output) =>
    byName(
      processesOf(output).toSorted((a, b) => Number(a.pid) - Number(b.pid)),
      ({ args }) => args,
      () => 'runs',
    ),
};

/** The numbers of processes: another one means that the process was started again. */
export const processNumbers: Source = {
  ...processes,
  section: 'numbers',
  entries: (output) =>
    byName(
      processesOf(output).toSorted((a, b) => Number(a.pid) - Number(b.pid)),
      ({ args }) => `process ${args}`,
      ({ pid, netns }) => ({ pid, netns }),
    ),
};
