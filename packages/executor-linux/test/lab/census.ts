import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningMachine } from './machine.js';
import { argvOf } from './processes.js';

/** All that there is on a machine, seen from outside: looking leaves nothing on it. */
export interface Census {
  /** What each process was started with, but for the first, sorted. */
  readonly processes: readonly string[];
  /** The namespaces that ip-netns(8) made, sorted. */
  readonly netns: readonly string[];
  /** Network namespaces that have a name or a process, without its host's. */
  readonly namespaces: number;
  /** Links in its host's namespace, sorted. */
  readonly links: readonly string[];
}

export function censusOf(machine: RunningMachine): Census {
  const first = machine.pid();
  const root = `/proc/${first}/root`;
  const inhabitants = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && namespaceOf(name, 'pid') === namespaceOf(first, 'pid'))
    .map(Number)
    .filter((pid) => pid !== first);
  const netns = readdirSync(join(root, 'run/netns')).toSorted();
  const namespaces = new Set([
    ...inhabitants.flatMap((pid) => namespaceOf(pid, 'net') ?? []),
    ...netns.map((name) => `net:[${statSync(join(root, 'run/netns', name)).ino}]`),
  ]);
  namespaces.delete(namespaceOf(first, 'net') ?? '');
  return {
    processes: inhabitants
      .map((pid) => argvOf(pid).join(' '))
      .filter(Boolean)
      .toSorted(),
    netns,
    namespaces: namespaces.size,
    links: linksOf(readFileSync(`/proc/${first}/net/dev`, 'utf8')),
  };
}

function namespaceOf(pid: number | string, kind: 'pid' | 'net'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return; // it has ended
  }
}

/** After two lines of headings, `NAME: NUMBERS` (proc(5)). */
function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/^ *(\S+):/gm)].flatMap(([, name]) => name ?? []).toSorted();
}
