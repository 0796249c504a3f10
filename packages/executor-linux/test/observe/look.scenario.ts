/** On a machine of its own: what is observed after each of the scripts, run one after another. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { systemClock } from '../../src/clock.js';
import { type Run, run } from '../../src/command/run.js';
import { observe } from '../../src/observe/observe.js';
import type { Look, Stage } from './stage.js';

const scratch = process.env['SCRATCH'] ?? '/tmp';
const stages = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly Stage[];

const looks: Look[] = [];
for (const [i, stage] of stages.entries()) looks.push(await lookAt(stage, join(scratch, String(i))));
// What the scripts have started still runs, and ends with the machine.
process.stdout.write(JSON.stringify(looks), () => process.exit(0));

async function lookAt(
  { script, keys = {}, node, networks, kind, isCompared, meanwhile = '' }: Stage,
  folder: string,
): Promise<Look> {
  mkdirSync(folder, { mode: 0o700 });
  for (const [id, key] of Object.entries(keys)) {
    writeFileSync(join(folder, `${id}.key`), `${key}\n`, { mode: 0o600 });
  }
  const { status, stderr } = spawnSync('sh', ['-c', script], {
    cwd: folder,
    env: { ...process.env, SECRETS: folder, NODE: process.execPath },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script}\nexit ${status}\n${stderr}`);
  const before = isCompared === true ? await settled(recordedHere) : undefined;
  const commands: string[] = [];
  let isStill = true;
  const watching: Run = async (invocation) => {
    commands.push(invocation.argv.join(' '));
    if (isStill && invocation.stdin?.split('\n').includes('route show table all') === true) {
      isStill = false;
      spawnSync('sh', ['-c', meanwhile], { stdio: 'inherit' });
    }
    const { stdout, ...rest } = await run(invocation);
    return { ...rest, stdout: stdout.replaceAll('"info_kind":"tun"', `"info_kind":"${kind ?? 'tun'}"`) };
  };
  const { state, keys: found } = await observe({ run: watching, clock: systemClock }, node, networks);
  const changes = before === undefined ? [] : await changesSince(before, recordedHere);
  return { state, keys: [...found.keys()], commands, changes };
}
