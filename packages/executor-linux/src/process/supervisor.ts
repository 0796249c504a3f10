import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { startOf } from '@networkd/planner';
import type { Clock } from '../clock.js';
import { launch, type Run } from '../command/run.js';
import type { Means } from '../options.js';
import { until } from '../until.js';
import { processOf } from './find.js';
import type { Program, ServedLink, Server } from './program.js';
import { isReady } from './ready.js';
import { scriptFile } from './script-file.js';
import { send } from './send.js';

/** What was run, and what it said where it failed. */
export interface Attempt {
  readonly command: string;
  readonly output?: string;
}

/** What a start needs beside the program: how commands are run and waited for, and the state folder. */
export interface StartMeans extends Means {
  readonly state: string;
}

/**
 * Starts the process of a link, in the foreground of a session of its own, and waits until it is ready. The new process
 * replaces one that serves the link already. Where one makes the link already, waits for its end.
 */
export async function start(program: Program, link: ServedLink, means: StartMeans): Promise<Attempt> {
  const { clock, state } = means;
  const argv = startOf(program, link).map((word) =>
    typeof word === 'string' ? word : scriptFile(program, word.state, state),
  );
  const command = argv.join(' ');
  mkdirSync(program.folder, { recursive: true, mode: 0o700 });
  const obstacle = await (program.role === 'serves'
    ? takeOver(program, link, means)
    : awaitFormer(program, link, clock));
  if (obstacle !== undefined) return { command, output: obstacle };
  const { log, given } = program.files(link);
  rmSync(log, { force: true });
  for (const [file, text] of Object.entries(given)) writeFileSync(file, text, { mode: 0o600 });
  const pid = launch(argv, log);
  if (pid === undefined) return { command, output: program.missing };
  await until(clock, async () => (await isReady(program, link)) || !existsSync(`/proc/${pid}/exe`));
  if (await isReady(program, link)) return { command };
  const output = program.complaint(readFileSync(log, 'utf8'));
  // A link that comes late is known as ours by its process, and is taken away as any other.
  if (program.role === 'serves') await stop(program, link, clock);
  return { command, output };
}

/** Takes the place of the process that serves the link. Returns why it cannot. */
async function takeOver(
  program: Server,
  link: ServedLink,
  { run, clock }: Means,
): Promise<string | undefined> {
  const index = await indexOf(run, link);
  if (index === undefined) return `there is no link ${link.device}`;
  await stop(program, link, clock);
  writeFileSync(program.indexFile(link), `${index}\n`, { mode: 0o600 });
  return undefined;
}

/**
 * Waits for the end of the process that made an earlier link by that name. Returns a sentence where it does not end.
 */
async function awaitFormer(program: Program, link: ServedLink, clock: Clock): Promise<string | undefined> {
  const hasEnded = await until(clock, () => processOf(program, link) === undefined);
  return hasEnded ? undefined : `a process of ours still makes another ${link.device}`;
}

/**
 * Stops the process of a link and removes its files. A process that makes its link ends with the link. This waits for
 * that end, so that the link's name and its port are free.
 */
export async function stop(program: Program, link: ServedLink, clock: Clock): Promise<void> {
  if (!filesOf(program, link).some((file) => existsSync(file))) return;
  const pid = processOf(program, link);
  if (pid !== undefined) {
    if (program.role === 'serves') send(pid, 'SIGTERM');
    const hasEnded = () => !existsSync(`/proc/${pid}/exe`) && processOf(program, link) !== pid;
    if (!(await until(clock, hasEnded))) send(pid, 'SIGKILL');
  }
  removeFiles(program, link);
}

/** Removes what is left of a process that has ended. */
export function removeFiles(program: Program, link: ServedLink): void {
  for (const file of filesOf(program, link)) rmSync(file, { force: true });
}

/** Returns all the files that there may be of a process. */
function filesOf(program: Program, link: ServedLink): readonly string[] {
  const { log, given, made } = program.files(link);
  const index = program.role === 'serves' ? [program.indexFile(link)] : [];
  return [program.file(link), ...index, ...Object.keys(given), ...made, log];
}

/** Waits until the process of a link is ready. Does not wait where we have started none. */
export async function awaitReady(program: Program, link: ServedLink, clock: Clock): Promise<void> {
  await until(clock, async () => (await isReady(program, link)) || processOf(program, link) === undefined);
}

async function indexOf(run: Run, { netns, device }: ServedLink): Promise<number | undefined> {
  const inside = netns === undefined ? [] : ['-n', netns];
  const { stdout } = await run({ argv: ['ip', ...inside, '-oneline', 'link', 'show', 'dev', device] });
  const text = /^(\d+):/.exec(stdout)?.[1];
  return text === undefined ? undefined : Number(text);
}
