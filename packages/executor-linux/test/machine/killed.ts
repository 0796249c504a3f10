import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from '@networkd/lab/outside/differences';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { diff } from '@networkd/planner';
import { right } from '../networks.js';
import { executor, folders, observed } from './node.js';

/** What is done, from where; done again it mends what it was killed in. */
export interface Stage {
  readonly start: () => Promise<void>;
  readonly act: () => Promise<void>;
}

/** How many kills there were in each stage, and what was wrong after them. */
export type KillReport = Readonly<
  Record<string, { readonly kills: number; readonly problems: readonly string[] }>
>;

export interface Victim {
  readonly node: string;
  /** Whose networks are looked at. */
  readonly owners: readonly string[];
  readonly stages: Readonly<Record<string, Stage>>;
  /** The module that does one stage, given its name as argument. */
  readonly module: string;
  /** The calls to be killed at, of so many from the lock on. */
  readonly placesOf: (count: number) => readonly number[];
  /** What is another each time that the stage is done, beside what is of links that were made again. */
  readonly drawn?: RegExp;
}

/**
 * What is another each time that a link is made: its MAC address, which a bridge's id says without zeros in front, and what follows
 * from that.
 */
const drawnByLinks = /fe80:|(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2}|stable_secret/;

const calls = 'write,writev,pwrite64,rename,renameat2,link,linkat,unlink,unlinkat,mkdir,ftruncate,fsync';

/** Does each stage, killed as it is about to write, and again; it must come to what it comes to when nobody kills it. */
export async function killedAt(victim: Victim): Promise<KillReport> {
  const report: Record<string, { kills: number; problems: string[] }> = {};
  for (const [title, { start, act }] of Object.entries(victim.stages)) {
    const problems: string[] = [];
    await start();
    const whole = await traced(victim, title, []);
    if (whole.end !== 0) throw new Error(`${title}: ${whole.end}`);
    const reference = await settled(recordedHere);
    problems.push(...(await problemsAfter(victim, reference)).map((each) => `${title}, not killed: ${each}`));
    const first = fromTheLock(whole.calls);
    let kills = 0;
    for (const place of victim.placesOf(whole.calls.length - first)) {
      const { when, last } = await killed(victim, title, first, place);
      kills++;
      await act();
      const at = `${title}, killed at call ${when} (${last})`;
      problems.push(...(await problemsAfter(victim, reference)).map((each) => `${at}: ${each}`));
    }
    report[title] = { kills, problems };
  }
  return report;
}

/** Does the stage until it is killed at a call after the first ones; at an earlier one where it makes fewer calls this time. */
async function killed(
  victim: Victim,
  title: string,
  first: number,
  place: number,
): Promise<{ when: number; last: string }> {
  await victim.stages[title]?.start();
  const when = 1 + first + place;
  const { calls: made, end } = await traced(victim, title, [
    '-e',
    `inject=${calls}:signal=KILL:when=${when}`,
  ]);
  if (end === 'SIGKILL') return { when, last: made.at(-1)?.slice(0, 80) ?? '' };
  if (place === 0) throw new Error(`${title} was not killed at call ${when}: ${end}`);
  return killed(victim, title, first, Math.floor(place / 2));
}

/** Does the stage in a process that is traced; gives the calls that it made, and how it ended. */
async function traced(
  { module }: Victim,
  stage: string,
  inject: readonly string[],
): Promise<{ calls: string[]; end: unknown }> {
  const trace = join(folders.state, '../trace');
  const argv = ['-qq', '-o', trace, '-e', `trace=${calls}`, ...inject, process.execPath, module, stage];
  const child = spawn('strace', argv, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [status, signal] = await once(child, 'exit');
  return { calls: readFileSync(trace, 'utf8').trim().split('\n'), end: signal ?? status };
}

function fromTheLock(made: readonly string[]): number {
  return made.findIndex((line) => line.includes('/run/networkd') || line.includes('ftruncate'));
}

async function problemsAfter(
  { node, owners, drawn }: Victim,
  reference: ReturnType<typeof recordedHere>,
): Promise<readonly string[]> {
  const expected = right(await executor().expected()());
  const found = await observed(node, owners);
  const left = [folders.state, `${folders.state}/states`, `${folders.state}/keys`, '/run/networkd']
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
    .filter((name) => /\.[0-9a-f]{12}$|^(pending|expired|confirmed)\.json$/.test(name));
  const outside = await changesSince(reference, recordedHere, {
    except: (each) =>
      each.section === 'numbers' ||
      isLastHolder(each) ||
      drawnByLinks.test(JSON.stringify(each)) ||
      drawn?.test(JSON.stringify(each)) === true,
    seconds: 10,
  });
  const ends = right(await executor().history()()).at(-1)?.kind;
  return [
    ...diff(expected?.state.resources ?? [], found.resources).map(
      (each) => `verify: ${JSON.stringify(each)}`,
    ),
    ...left.map((name) => `left: ${name}`),
    ...(ends === 'Intended' ? ['an intent without an end'] : []),
    ...outside.map((each) => `outside: ${each}`),
  ];
}

/** The lock names who holds it: one that was killed with nothing left to do is named until the next holder. */
function isLastHolder({ section, what }: Difference): boolean {
  return section === 'files' && what.startsWith('/run/networkd/lock:');
}
