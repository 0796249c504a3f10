import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { scratch, unshare } from '@networkd/lab/scratch';
import { commandsOf, invocationOf, privateKeyText } from '@networkd/planner';
import { foundLines } from './found.js';
import { foundIn, lookScript, questions } from './look.js';
import { scriptOf } from './script.js';
import type { Step } from './step.js';
import { namespaces, secrets } from './universe.js';

/** What the real kernel made of the steps: of each why it was refused or nothing, and the machine at the end. */
export interface Outcome {
  readonly refusals: readonly (string | undefined)[];
  readonly lines: readonly string[];
}

/** Runs the steps on a machine of their own, gone with the script. */
export async function runForReal(steps: readonly Step[]): Promise<Outcome> {
  const cwd = mkdtempSync(join(tmpdir(), 'networkd-kernel-'));
  const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
  const write = (file: string, content: string) => writeFileSync(join(cwd, file), content, { mode: 0o600 });
  try {
    for (const [name, key] of secrets) write(`${name}.key`, `${privateKeyText(key)}\n`);
    for (const [i, { operation }] of steps.entries()) {
      for (const { stdin } of commandsOf(operation).map(invocationOf))
        if (stdin !== undefined) write(`${i}.in`, stdin);
    }
    write('questions', questions);
    write('look.sh', lookScript);
    write('script.sh', scriptOf(steps, namespaces));
    await inMachine('script.sh', cwd);
    const refused = new Set(read('refused').trim().split(' '));
    const looks = readdirSync(cwd).filter((file) => file.startsWith('found-'));
    return {
      refusals: steps.map((_, i) => (refused.has(String(i)) ? read(`${i}.err`) : undefined)),
      lines: foundLines(
        Object.fromEntries(looks.map((file) => [file.slice('found-'.length), foundIn(read(file))])),
      ),
    };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** Runs a script as the first process of a machine, which must say nothing. */
async function inMachine(script: string, cwd: string): Promise<void> {
  const [program, ...words] = unshare;
  const child = spawn(program, [...words, ...scratch, 'sh', script], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (status !== 0 || said !== '') throw new Error(`exit ${status}\n${said}`);
}
