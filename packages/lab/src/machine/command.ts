import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from './processes.js';

/** How a command ended: its exit status, 128 and more where a signal ended it. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A command that runs. */
export interface Running {
  readonly done: Promise<Outcome>;
  /** Waits until the command has said this on standard output; fails if it ends without having. */
  readonly said: (text: string) => Promise<void>;
  /** Sends the command a signal, SIGTERM by default; what has ended already is left alone. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
}

/** What programs in the laboratory get of our environment: nothing but the way to other programs. */
export const environment = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' };

/** Starts a command in namespaces of others: `into` are the options of nsenter(1) that lead there. */
function start(
  into: readonly string[],
  argv: readonly string[],
  { stdin, env = {} }: CommandOptions = {},
): Running {
  const child = spawn('nsenter', [...into, '--', ...argv], { env: { ...environment, ...env } });
  let [stdout, stderr, ended] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {}); // a command that ends before it has read everything says why by its status
  child.stdin.end(stdin);
  const done = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      ended = true;
      resolve({ status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), stdout, stderr });
    });
  });
  return {
    done,
    said: async (text) => {
      while (!stdout.includes(text)) {
        if (ended) throw new Error(`${argv.join(' ')} never said ${text}:\n${stdout}${stderr}`);
        await Promise.race([done, new Promise((resolve) => child.stdout.once('data', resolve))]);
      }
    },
    kill: async (signal = 'SIGTERM') => {
      // Into a PID namespace nsenter goes by a child, which it would leave behind if it were killed itself.
      const forks = into.includes('--pid');
      while (!ended && child.pid !== undefined) {
        const [pid] = forks ? childrenOf(child.pid) : [child.pid];
        if (pid !== undefined) {
          process.kill(pid, signal);
          return;
        }
        await sleep(1);
      }
    },
  };
}

/**
 * Starts commands, and waits for those that run: into a PID namespace nsenter goes by a child, and ends a moment after
 * it.
 */
export interface Commands {
  readonly start: typeof start;
  readonly ended: () => Promise<void>;
}

export function commands(): Commands {
  const running = new Set<Promise<Outcome>>();
  return {
    start: (...args) => {
      const command = start(...args);
      running.add(command.done);
      const forget = () => running.delete(command.done);
      command.done.then(forget, forget);
      return command;
    },
    ended: async () => {
      await Promise.allSettled(running);
    },
  };
}
