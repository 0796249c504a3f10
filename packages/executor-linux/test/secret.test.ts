import {
  chmodSync,
  closeSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NetworkId, type OperationOf, privateKeyText, publicKeyOf } from '@networkd/planner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetKeysBut, keepKey, keyOf } from '../src/memory/key-store.js';
import { generateKey, keyFile, lend, readKey, showKey } from '../src/memory/secret.js';
import { keyFor } from './networks.js';

let folder: string;
const id = 'x' as NetworkId;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'networkd-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function asking(publicKey: string): OperationOf<'WireGuardSetDevice'> {
  const change = { owner: 'x', device: 'w-x', reason: '', change: 'Update' } as const;
  return { kind: 'WireGuardSetDevice', ...change, secret: 'n-x', publicKey };
}

test('a key is made once, for its owner only, and its public half is shown again', () => {
  const made = generateKey(join(folder, 'new'), id);
  const file = keyFile(join(folder, 'new'), id);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
  expect(showKey(join(folder, 'new'), id)).toBe(made);
  const before = readFileSync(file, 'utf8');
  expect(() => generateKey(join(folder, 'new'), id)).toThrow(`${file}: there is a key already`);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test.each([0o640, 0o604, 0o644])('a key that others can read is refused: mode %o', (mode) => {
  generateKey(folder, id);
  chmodSync(keyFile(folder, id), mode);
  expect(() => readKey(keyFile(folder, id))).toThrow(`chmod 600 ${keyFile(folder, id)}`);
});

test('what is no key is refused, and not repeated', () => {
  writeFileSync(keyFile(folder, id), 'c2VjcmV0IHRoYXQgaXMgbm8ga2V5', { mode: 0o600 });
  expect(() => readKey(keyFile(folder, id))).toThrow('no private key of WireGuard is in it');
  expect(() => readKey(keyFile(folder, id))).not.toThrow('c2VjcmV0');
});

test('an operation gets the key of the network, and on the way back the one that its device had', () => {
  const [old, fresh] = [keyFor('old'), keyFor('fresh')];
  writeFileSync(keyFile(folder, id), privateKeyText(fresh), { mode: 0o600 });
  const state = join(folder, 'state');
  const onward = { secrets: folder, state, wayBack: false };
  const back = { ...onward, wayBack: true };
  expect(keyOf(onward, asking(publicKeyOf(fresh)))).toEqual(fresh);
  expect(() => keyOf(back, asking(publicKeyOf(old)))).toThrow(publicKeyOf(old));
  keepKey(state, 'x', old);
  expect(keyOf(back, asking(publicKeyOf(old)))).toEqual(old);
  expect(() => keyOf(onward, asking(publicKeyOf(old)))).toThrow('is not the private key');
  expect(
    readdirSync(join(state, 'keys')).map((name) => statSync(join(state, 'keys', name)).mode & 0o777),
  ).toEqual([0o600]);
  forgetKeysBut(state, [publicKeyOf(old)]);
  expect(readdirSync(join(state, 'keys'))).toHaveLength(1);
  forgetKeysBut(state, []);
  expect(readdirSync(join(state, 'keys'))).toEqual([]);
});

test('no network gets a key that another one had, by naming its public half', () => {
  const [own, other] = [keyFor('own'), keyFor('other')];
  const state = join(folder, 'state');
  writeFileSync(keyFile(folder, id), privateKeyText(own), { mode: 0o600 });
  for (const network of ['y', 'x1', 'X']) keepKey(state, network, other);
  for (const wayBack of [false, true]) {
    expect(() => keyOf({ secrets: folder, state, wayBack }, asking(publicKeyOf(other)))).toThrow(
      'it is not the private key of',
    );
  }
});

test('a key that is not there is asked for by its public half and its file', () => {
  const publicKey = publicKeyOf(keyFor('x'));
  const folders = { secrets: folder, state: folder, wayBack: false };
  expect(() => keyOf(folders, asking(publicKey))).toThrow(keyFile(folder, id));
  expect(() => keyOf(folders, asking(publicKey))).toThrow(publicKey);
});

test('a key is lent by a file without a name', () => {
  const key = keyFor('x');
  writeFileSync(join(folder, '.lent.by-a-process-that-died'), 'key', { mode: 0o600 });
  const descriptor = lend(key, folder);
  expect(readdirSync(folder)).toEqual([]);
  expect(readFileSync(`/dev/fd/${descriptor}`, 'utf8')).toBe(`${privateKeyText(key)}\n`);
  closeSync(descriptor);
});
