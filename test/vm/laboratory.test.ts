import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { bundled } from '@networkd/lab/machine/bundle';
import { repository } from '@networkd/lab/machine/repository';
import { isAsPredicted, type Pair } from '@networkd/lab/meter/reach';
import { whyNoScratch } from '@networkd/lab/scratch';
import { describe, expect, test } from 'vitest';
import type { Courses } from './hitless.scenario.js';

const why = whyNoScratch([]);
if (why !== undefined) console.warn(`SKIPPED: the laboratory is not in a virtual machine: ${why}`);

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Runs a program of the laboratory in the virtual machine: it enters its machines by their processes, so it is there too. */
async function inMachine<A>(program: string, ...args: readonly string[]): Promise<A> {
  const argv = [
    pathOf('../../packages/lab/src/vm/client.mjs'),
    process.execPath,
    bundled(pathOf(program)),
    ...args,
  ];
  const child = spawn(process.execPath, argv, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status !== 0) throw new Error(`exit ${status}\n${said}${out}`);
  return JSON.parse(out) as A;
}

describe.skipIf(why !== undefined)('with the WireGuard of a kernel, in the laboratory', () => {
  test('eight nodes come up by tn apply, and all of their 56 pairs reach each other as predicted', async () => {
    const { pairs } = await inMachine<{ readonly pairs: readonly Pair[] }>(
      '../../packages/lab/src/main.ts',
      '--json',
    );
    expect(pairs).toHaveLength(8 * 7);
    expect(pairs.filter((pair) => !isAsPredicted(pair))).toEqual([]);
  });

  test('versions lose nothing between nodes that they do not concern, where replacing all peers does', async () => {
    const { byApply, byReplacing } = await inMachine<Courses>('hitless.scenario.ts');
    for (const { idle, losses } of [byApply, byReplacing])
      expect(idle.unexplained, losses.join('\n')).toBe(0);
    const { untouched, resets, sessions, losses } = byApply;
    expect({ lost: untouched.unexplained, resets }, losses.join('\n')).toEqual({ lost: 0, resets: [] });
    expect(untouched.sent).toBeGreaterThan(100);
    expect(sessions).toBeGreaterThan(0);
    expect(byReplacing.untouched.unexplained + byReplacing.resets.length).toBeGreaterThan(0);
  });
});
