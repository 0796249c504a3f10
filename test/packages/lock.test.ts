import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from './example.js';

const scratch = mkdtempSync(join(tmpdir(), 'networkd-lock-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Platforms whose optional binaries the lock has to name as well. */
const platforms = ['linux', 'darwin', 'win32'];

test.each(platforms)('npm install on %s leaves the lock file as it is', (platform) => {
  const folder = join(scratch, platform);
  for (const name of readdirSync(join(root, 'packages'))) {
    mkdirSync(join(folder, 'packages', name), { recursive: true });
    cpSync(join(root, 'packages', name, 'package.json'), join(folder, 'packages', name, 'package.json'));
  }
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(folder, file));
  const words = [
    'install',
    '--package-lock-only',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
  ];
  const { status, stderr } = spawnSync('npm', [...words, `--os=${platform}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const lock = (at: string) => readFileSync(join(at, 'package-lock.json'), 'utf8');
  expect(lock(folder) === lock(root)).toBe(true);
});
