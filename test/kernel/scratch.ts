import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandsOf, privateKeyText } from '@networkd/planner';
import { inScratch } from '../scratch.js';
import { foundLines } from './found.js';
import { type Found, lookScript } from './look.js';
import { scriptOf } from './script.js';
import type { Step } from './step.js';
import { namespaces, secrets } from './universe.js';

/** What the real kernel made of the steps: of each why it was refused or nothing, and the machine at the end. */
export interface Outcome {
  readonly refusals: readonly (string | undefined)[];
  readonly lines: readonly string[];
}

/** Runs the steps on a machine of their own, gone with the script. */
export function runForReal(steps: readonly Step[]): Outcome {
  const cwd = mkdtempSync(join(tmpdir(), 'networkd-kernel-'));
  const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
  try {
    for (const [name, key] of secrets) {
      writeFileSync(join(cwd, `${name}.key`), `${privateKeyText(key)}\n`, { mode: 0o600 });
    }
    for (const [i, { operation }] of steps.entries()) {
      for (const { stdin } of commandsOf(operation)) {
        if (stdin !== undefined) writeFileSync(join(cwd, `${i}.in`), stdin);
      }
    }
    writeFileSync(join(cwd, 'look.sh'), lookScript);
    writeFileSync(join(cwd, 'script.sh'), scriptOf(steps, namespaces));
    const { status, stderr } = inScratch(['sh', 'script.sh'], cwd);
    if (status !== 0 || stderr !== '') throw new Error(`exit ${status}\n${stderr}`);
    const found = JSON.parse(read('found.json')) as Record<string, Found>;
    return {
      refusals: steps.map((_, i) => (existsSync(join(cwd, `${i}.err`)) ? read(`${i}.err`) : undefined)),
      lines: foundLines(found),
    };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
