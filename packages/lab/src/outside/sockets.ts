import { byName, type Source } from './source.js';

/**
 * States in which a socket stays as long as its owner wants; in the others it is on its way to one of them, or gone.
 */
const lasting = ['LISTEN', 'UNCONN', 'ESTAB'];

interface Socket {
  readonly name: string;
  readonly owners: readonly string[];
}

/**
 * Reads a line of ss(8): kind, state, two queues, the two ends and the owners. Not written down are how full the queues
 * are, the numbers of owners (those are in `numbers`) and how many files each has of one. Nor are sockets of the Unix
 * domain that have no name, which are pipes between processes, or that are one of many ends of one that has.
 */
function socketOf(line: string): Socket | undefined {
  const [kind = '', state = '', , , ...rest] = line.trim().split(/ +/);
  if (!lasting.includes(state)) return;
  const names = [...line.matchAll(/\("([^"]*)",pid=/g)].flatMap(([, owner]) => owner ?? []);
  const owners = [...new Set(names)].toSorted();
  const ends = rest.filter((word) => !word.startsWith('users:'));
  if (!kind.startsWith('u_')) return { name: [kind, state, ...ends].join(' '), owners };
  const [path = '*'] = ends;
  return path === '*' || state === 'ESTAB' ? undefined : { name: `${kind} ${state} ${path}`, owners };
}

/** ss(8): who listens, and who is connected. */
export const sockets: Source = {
  section: 'sockets',
  command: 'ss -Hanp -A inet,packet,unix',
  entries: (output) =>
    byName(
      output.split('\n').flatMap((line) => socketOf(line) ?? []),
      ({ name }) => name,
      ({ owners }) => owners,
    ),
};
