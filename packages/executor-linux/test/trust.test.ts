import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateKeyText } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linux } from '../src/linux.js';
import { readIfThere } from '../src/memory/file.js';
import { append } from '../src/memory/journal.js';
import { readKey } from '../src/memory/secret.js';
import { sweep } from '../src/sweep.js';
import { keyFor } from './networks.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'networkd-trust-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

/** What everybody says who is asked of that state folder. */
async function said(state = folder): Promise<ReadonlySet<string>> {
  const executor = linux({ state, secrets: join(state, 'secrets') });
  const verbs = [
    executor.history(),
    executor.expected(),
    executor.lastApplied(),
    executor.egressAddresses(),
    executor.confirm(),
  ];
  const results = await Promise.all(verbs.map((each) => each()));
  return new Set(results.map((each) => (E.isLeft(each) ? each.left.message : 'read')));
}

describe('a folder', () => {
  test.skipIf(!isRoot)('of somebody else is refused by everybody, with the remedy', async () => {
    chownSync(folder, nobody, nobody);
    const [message = '', ...others] = await said();
    expect(others).toEqual([]);
    expect(message).toContain(`${folder}: it belongs to user ${nobody}`);
    expect(message).toContain(`chown -R 0 ${folder}`);
  });

  test.each([0o770, 0o702, 0o777])('that others may write to is refused: mode %o', async (mode) => {
    chmodSync(folder, mode);
    expect([...(await said())].join()).toContain(`chmod go-w ${folder}`);
  });

  test('that is no folder is refused', async () => {
    writeFileSync(join(folder, 'state'), '');
    expect([...(await said(join(folder, 'state')))].join()).toContain('it is no folder');
  });

  test.skipIf(!isRoot)(
    'copied from another machine, with its owners there, is refused by its files',
    async () => {
      const owners = [{ id: 'x', version: 1 }];
      append(folder, { kind: 'Confirmed', time: '', plan: 'p', node: 'a', owners, operations: 1 });
      chownSync(join(folder, 'journal.ndjson'), nobody, nobody);
      expect([...(await said())].join()).toContain(`journal.ndjson: it belongs to user ${nobody}`);
    },
  );
});

describe('what is no file', () => {
  const special: readonly (readonly [string, string])[] = [
    ['a FIFO', 'mkfifo -m 600'],
    ['a folder', 'mkdir -m 700'],
    ['a device', 'ln -s /dev/zero'],
  ];

  test.each(special)('%s: is refused at once as a key and as a file of ours', (_, make) => {
    const file = join(folder, 'x');
    spawnSync('sh', ['-c', `${make} ${file}`]);
    expect(() => readKey(file)).toThrow(`${file}: it is no regular file`);
    expect(() => readIfThere(file)).toThrow(`${file}: it is no regular file`);
  });
});

test.skipIf(!isRoot)('a key of somebody else is refused, and one that has more than a key has', () => {
  const file = join(folder, 'x.key');
  writeFileSync(file, `${privateKeyText(keyFor('x'))}\n`, { mode: 0o600 });
  expect(readKey(file)).toEqual(keyFor('x'));
  chownSync(file, nobody, nobody);
  expect(() => readKey(file)).toThrow(`it belongs to user ${nobody}`);
  chownSync(file, 0, 0);
  truncateSync(file, 5000);
  expect(() => readKey(file)).toThrow('it has 5000 bytes');
});

test('what was half-written is swept, and keys that somebody writes just now are left', () => {
  const [state, secrets] = [join(folder, 'state'), join(folder, 'secrets')];
  for (const each of [state, secrets]) mkdirSync(each, { mode: 0o700 });
  for (const name of ['a.json.0123456789ab', 'journal.ndjson']) writeFileSync(join(state, name), '');
  for (const name of ['x.key', 'x.key.0123456789ab', 'y.key.0123456789ab'])
    writeFileSync(join(secrets, name), '');
  utimesSync(join(secrets, 'x.key.0123456789ab'), 1, 1);
  sweep({ state, secrets, lock: { descriptor: -1 } });
  expect(readdirSync(state)).toEqual(['journal.ndjson']);
  expect(readdirSync(secrets)).toEqual(['x.key', 'y.key.0123456789ab']);
});
