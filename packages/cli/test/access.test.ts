import { chmodSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documents, laptopKey, Place, type Run } from './tn.js';

const access = ['access', ...documents, 'laptop'] as const;

function words({ stdout, stderr }: Run): string {
  return stdout + stderr;
}

describe('tn access', () => {
  test('the configuration, with the private key left out', () => {
    const { status, stdout, stderr } = new Place().tn(access);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^# PrivateKey = /m);
    expect(stdout).toMatch(/^Endpoint = 198\.51\.100\.10:7001$/m);
    expect(stdout).not.toContain(laptopKey);
  });

  test('--private-key from a file, and from standard input', () => {
    const place = new Place();
    const { status, stdout } = place.tn([...access, '--private-key', 'laptop.key']);
    expect(status).toBe(0);
    expect(stdout).toContain(`\nPrivateKey = ${laptopKey}\n`);
    expect(place.tn([...access, '--private-key', '-'], laptopKey).stdout).toBe(stdout);
    expect(place.bash(`tn ${access.join(' ')} --private-key <(cat laptop.key)`).stdout).toBe(stdout);
  });

  test('-o: for its owner only', () => {
    const place = new Place();
    const run = place.tn([...access, '--private-key', 'laptop.key', '-o', 'laptop.conf']);
    expect(run).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(statSync(place.at('laptop.conf')).mode & 0o777).toBe(0o600);
    expect(place.read('laptop.conf')).toContain(laptopKey);
  });

  test('a key that others can read is refused, with the command that mends it', () => {
    const place = new Place();
    for (const mode of [0o640, 0o604]) {
      chmodSync(place.at('laptop.key'), mode);
      const run = place.tn([...access, '--private-key', 'laptop.key']);
      expect(run).toMatchObject({ status: 1, stdout: '' });
      expect(run.stderr).toContain('error[key-exposed]: laptop.key: ');
      expect(run.stderr).toContain('chmod 600 laptop.key');
      expect(words(run)).not.toContain(laptopKey);
    }
  });

  test('--qr: a code that nobody needs a telescope for, and no key in words', () => {
    const place = new Place();
    const run = place.tn([...access, '--private-key', 'laptop.key', '--qr']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const lines = run.stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(run.stdout).toMatch(/^[ ▀▄█\n]+$/);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(place.tn([...access, '--qr']).stderr).toContain('--private-key');
    expect(place.tn([...access, '--qr', '-o', 'laptop.conf']).stdout).toMatch(/^[ ▀▄█\n]+$/);
    expect(place.read('laptop.conf')).toContain('[Interface]');
  });

  test.each([
    ['desktop', 'error[unknown-access-point]: network.json: $.accessPoints: '],
    ['a', 'only laptop'],
  ])('%s is no access point', (name, message) => {
    const { status, stderr } = new Place().tn(['access', ...documents, name]);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('a private key never comes out but in the configuration of its owner', () => {
  const other = 'yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=';

  test.each<[string, string, readonly string[]]>([
    ['a key of somebody else', other, [...access, '--private-key', 'key']],
    ['two keys in one file', `${laptopKey}\n${other}`, [...access, '--private-key', 'key']],
    ['a key cut short', laptopKey.slice(0, 40), [...access, '--private-key', 'key']],
    [
      'a configuration where a key is meant',
      `[Interface]\nPrivateKey = ${laptopKey}`,
      [...access, '--private-key', 'key'],
    ],
    ['the key where the network is meant', laptopKey, ['check', '-t', 'key', '-i', 'inventory.json']],
    [
      'the key where the inventory is meant',
      laptopKey,
      ['check', '-t', 'network.json', '-i', 'key', '--json'],
    ],
    [
      'the key where the observed state is meant',
      laptopKey,
      ['plan', ...documents, '-n', 'a', '--observed', 'key'],
    ],
  ])('%s', (_, content, args) => {
    const place = new Place();
    place.write('key', content);
    chmodSync(place.at('key'), 0o600);
    const run = place.tn(args);
    expect(run.status).toBe(1);
    expect(words(run)).toMatch(/error|"ok": false/);
    for (const key of [laptopKey, other]) expect(words(run)).not.toContain(key.slice(1, 20));
  });

  test('nor does any other verb print it, with the key in the folder', () => {
    const place = new Place();
    for (const args of [
      ['check', ...documents],
      ['plan', ...documents, '-n', 'a', '-f', 'shell'],
      ['plan', ...documents, '--all'],
      ['reach', ...documents, '--json'],
      ['graph', ...documents, '-f', 'dot'],
      access,
    ]) {
      const run = place.tn(args);
      expect(run.status).toBe(0);
      expect(words(run)).not.toContain(laptopKey);
    }
  });
});
