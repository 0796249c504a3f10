import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratch } from '../scratch.js';
import { environment } from './command.js';
import { childrenOf } from './processes.js';
import { broken, through } from './shell.js';

/**
 * The first process of new namespaces: a shell that reads its commands from a pipe of which we have the only other
 * end. When that is closed, by `stop` or since we are no more, it ends, and the kernel ends all others in its PID
 * namespace with it. Nothing of them has a name outside.
 */
export interface FirstProcess {
  /** Returns its number where we are. */
  readonly pid: () => number;
  readonly tell: (script: string) => void;
  /** Waits for the word of a `reporting` script that is told after now; fails where it fails. */
  readonly isThrough: (who: string) => Promise<void>;
  /** Returns what came on standard error. */
  readonly complaints: () => string;
  readonly stop: () => Promise<void>;
}

/** Milliseconds that the process has to end by itself. */
const patience = 5000;

export function startFirstProcess(): FirstProcess {
  // In a session of its own: what is typed at our terminal does not end it, our own end does.
  const child = spawn('unshare', [...scratch, 'sh'], { cwd: '/', env: environment, detached: true });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {}); // it has ended, which who waits for a line learns
  const waiting = new Map<string, () => void>();
  createInterface(child.stdout).on('line', (line) => waiting.get(line)?.());
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  const failed = ended.then(() => {
    throw new Error('the first process ended');
  });
  failed.catch(() => {}); // of no interest while nobody waits for a line
  return {
    pid: () => childrenOf(child.pid ?? 0)[0] ?? 0,
    tell: (script) => {
      child.stdin.write(script);
    },
    isThrough: (who) =>
      Promise.race([
        failed,
        new Promise<void>((resolve, reject) => {
          waiting.set(through(who), resolve);
          waiting.set(broken(who), () => reject(new Error(`${who} did not come up`)));
        }),
      ]),
    complaints: () => stderr,
    stop: async () => {
      child.stdin.end();
      const late = new AbortController();
      const kill = sleep(patience, undefined, { signal: late.signal }).then(
        () => child.kill('SIGKILL'),
        () => {},
      );
      await ended;
      late.abort();
      await kill;
    },
  };
}
