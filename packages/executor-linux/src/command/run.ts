/** The only file of this package that starts processes. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { systemClock } from '../clock.js';
import { answerIn, commandText, isTellable } from './shell-text.js';

/** A process to run to its end. */
export interface Invocation {
  readonly argv: readonly string[];
  /** What it reads on standard input; absent: nothing. */
  readonly stdin?: string;
  /** Descriptors of ours that it inherits, as 3, 4, … */
  readonly inherit?: readonly number[];
}

/** How a process ended: its exit status, 128 and more where a signal ended it or it could not be started (127). */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a process to its end. Never fails: what is wrong is in the outcome. */
export type Run = (invocation: Invocation) => Promise<Outcome>;

/** As wg-quick(8): the program that makes a WireGuard device where the kernel has none. */
export const userspaceImplementation = process.env['WG_QUICK_USERSPACE_IMPLEMENTATION'] ?? 'wireguard-go';

/** What the tools print does not depend on the user's language, and nothing else of our environment reaches them. */
const environment = {
  PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
  LC_ALL: 'C',
  WG_QUICK_USERSPACE_IMPLEMENTATION: userspaceImplementation,
};

/** Milliseconds after which a process hangs: what it waits for does not come, and the node waits for the way back. */
const longest = 60_000;

export const run: Run = ({ argv: [command = '', ...args], stdin, inherit = [] }) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      env: environment,
      // A group of its own: what is typed at our terminal to end us does not end what we have begun.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', ...inherit],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr?.on('data', (piece: Buffer) => stderr.push(piece));
    const cancel = systemClock.after(longest, () => child.kill('SIGKILL'));
    const end = (status: number, more = '') => {
      cancel();
      resolve({
        status,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString() + more,
      });
    };
    child.on('error', (error) => end(127, error.message));
    child.on('close', (code, signal) => end(statusOf(code, signal)));
    // A process that ends before it has read everything says why by its status.
    child.stdin?.on('error', () => {});
    child.stdin?.end(stdin);
  });

/** A process that runs others for us. */
export interface Coprocess {
  /** As `run`; one that inherits descriptors, reads what a shell may not get right, or comes while another runs, is run by us. */
  readonly run: Run;
  /** Makes it end, and waits until it has. */
  readonly end: () => Promise<void>;
}

/**
 * Starts a shell that runs processes for us, one after another. The shell is small. A fork copies the page tables, and
 * those of ours take longer than most of what we run. The shell and all that it runs inherit these descriptors of ours.
 */
export function coprocess(inherit: readonly number[] = []): Coprocess {
  const mark = randomUUID();
  const child = spawn('sh', [], {
    env: environment,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', ...inherit],
  });
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  const runAlone: Run = (invocation) =>
    run({ ...invocation, inherit: [...(invocation.inherit ?? []), ...inherit] });
  const said = { stdout: '', stderr: '' };
  let settle: ((outcome: Outcome) => void) | undefined;
  let hasEnded = false;
  const answer = () => {
    const outcome = answerIn(said, mark);
    if (outcome !== undefined) settle?.(outcome);
  };
  const leave = (status: number, why: string) => {
    hasEnded = true;
    settle?.({ status: status === 0 ? 1 : status, stdout: said.stdout, stderr: said.stderr + why });
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (piece: string) => {
      said[name] += piece;
      answer();
    });
  }
  child.on('error', (error) => leave(127, error.message));
  child.on('close', (code, signal) => leave(statusOf(code, signal), 'the shell that ran it is gone'));
  child.stdin?.on('error', () => {});
  return {
    run: (invocation) => {
      const isOurs = hasEnded || settle !== undefined || invocation.inherit !== undefined;
      if (isOurs || !isTellable(invocation)) return runAlone(invocation);
      return new Promise((resolve) => {
        const cancel = systemClock.after(longest, () => killGroup(child.pid));
        settle = (outcome) => {
          cancel();
          settle = undefined;
          [said.stdout, said.stderr] = ['', ''];
          resolve(outcome);
        };
        child.stdin?.write(commandText(invocation, mark));
      });
    },
    end: () => {
      hasEnded = true;
      child.stdin?.end();
      return ended;
    },
  };
}

/** Kills the shell and what it runs. */
function killGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL');
  } catch {} // It has just ended.
}

function statusOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

/**
 * Starts a process that outlives ours and its terminal: in a session of its own, with its output in a file for its
 * owner only. Returns its process id.
 */
export function launch([command = '', ...args]: readonly string[], log: string): number | undefined {
  const descriptor = openSync(log, 'a', 0o600);
  try {
    const child = spawn(command, args, {
      env: environment,
      detached: true,
      stdio: ['ignore', descriptor, descriptor],
    });
    child.on('error', () => {});
    child.unref();
    return child.pid;
  } finally {
    closeSync(descriptor);
  }
}

/** A process whose lines are read as they come. */
export interface Following {
  /** When it has ended, however that was; says what it said of that. */
  readonly ended: Promise<string>;
  readonly stop: () => void;
}

/** Starts a process that ends with ours, and tells each line that it prints. */
export function follow([command = '', ...args]: readonly string[], tell: (line: string) => void): Following {
  const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  createInterface({ input: child.stdout }).on('line', tell);
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', () => resolve(said.trim()));
  });
  return { ended, stop: () => void child.kill() };
}
