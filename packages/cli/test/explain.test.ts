import { errorKinds, meanings } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { documents, Place } from './tn.js';

describe('tn explain', () => {
  test('a kind: what it means and what to do, in 80 columns', () => {
    const { status, stdout } = new Place().tn(['explain', 'subnet-overlap']);
    expect(status).toBe(0);
    const flat = stdout.replace(/\s+/g, ' ');
    expect(flat).toContain(meanings['subnet-overlap'].meaning);
    expect(flat.toLowerCase()).toContain(`what to do: ${meanings['subnet-overlap'].remedy.toLowerCase()}.`);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('--json', () => {
    const { stdout } = new Place().tn(['explain', 'no-path', '--json']);
    expect(JSON.parse(stdout)).toEqual({ kind: 'no-path', ...meanings['no-path'] });
    expect(JSON.parse(new Place().tn(['explain', '--json']).stdout)).toEqual(
      expect.arrayContaining([...errorKinds]),
    );
  });

  test('without a kind: all of them, and each can be explained', () => {
    const { status, stdout } = new Place().tn(['explain']);
    expect(status).toBe(0);
    const listed = stdout.trimEnd().split('\n');
    expect(listed).toEqual([...listed].sort());
    expect(listed).toEqual(expect.arrayContaining([...errorKinds, 'not-json', 'key-exposed']));
  });

  test('a kind of the command line itself', () => {
    const place = new Place();
    const { stderr } = place.tn(['check', '-t', 'absent', '-i', 'inventory.json']);
    const kind = /^error\[(.+?)\]/.exec(stderr)?.[1] ?? '';
    expect(place.tn(['explain', kind])).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    ['subnet-overlaps', 'perhaps subnet-overlap'],
    ['nopath', 'perhaps no-path'],
    ['zzz', 'tn explain without one lists all'],
    ['constructor', 'there is no kind of error constructor'],
  ])('%s is unknown: %s', (kind, words) => {
    const { status, stdout, stderr } = new Place().tn(['explain', kind]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
  });
});

describe('standard input', () => {
  test('any one document may come from there', () => {
    const place = new Place();
    const fromFile = place.tn(['check', ...documents]);
    expect(place.tn(['check', '-t', '-', '-i', 'inventory.json'], place.read('network.json'))).toEqual(
      fromFile,
    );
    expect(place.tn(['check', '-t', 'network.json', '-i', '-'], place.read('inventory.json'))).toEqual(
      fromFile,
    );
    const state = JSON.stringify(place.state('a'));
    const observed = place.tn(
      ['plan', ...documents, '-n', 'a', '--observed', '-', '--detailed-exitcode'],
      state,
    );
    expect(observed.status).toBe(0);
  });

  test.each([
    [['check', '-t', '-', '-i', '-']],
    [['plan', '-t', '-', '-i', 'inventory.json', '-n', 'a', '--observed', '-']],
    [['access', '-t', 'network.json', '-i', '-', 'laptop', '--private-key', '-']],
  ])('%j: twice is an error', (args) => {
    const { status, stderr } = new Place().tn(args, '{}');
    expect(status).toBe(1);
    expect(stderr).toContain('standard input can be read only once');
  });
});
