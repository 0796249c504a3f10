import { errorKinds, jsonSchema, meanings, schemaNames } from '@networkd/planner';
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

describe('tn explain of a field', () => {
  test('says what it means, whether it has to be there, what it is then, and what is beneath it', () => {
    const place = new Place();
    expect(place.tn(['explain', 'tenant-network.resources.subnet']).stdout).toMatchInlineSnapshot(`
      "tenant-network.resources.subnet

        The IPv4 prefix of what is behind it, inside range: 10.1.3.0/24. Nobody else
        has addresses of it.

        It has to be there.
      "
    `);
    expect(place.tn(['explain', 'tenant-network.policy.keepalive.mode']).stdout).toContain(
      'Then it is "dialler".',
    );
    expect(place.tn(['explain', 'inventory.nodes']).stdout).toMatch(
      /^ {2}lan +Nodes that name the same LAN/m,
    );
    const { stdout } = place.tn(['explain', 'node-config']);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('--json', () => {
    const { stdout } = new Place().tn(['explain', 'tenant-network.range6', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      path: 'tenant-network.range6',
      sentence: expect.stringContaining('IPv6'),
      isRequired: false,
      fields: [],
    });
  });

  test.each([
    ['tenant-network.resources.subnett', 'perhaps subnet'],
    ['tenant-network.range.bits', 'it has no fields'],
    ['tenant-networks.range', 'there is no kind of error tenant-networks.range'],
  ])('%s is unknown: %s', (path, words) => {
    const { status, stdout, stderr } = new Place().tn(['explain', path]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
  });
});

test('tn schema prints the JSON Schema of the planner, and refuses a name that it does not know', () => {
  const place = new Place();
  for (const name of schemaNames)
    expect(JSON.parse(place.tn(['schema', name]).stdout)).toEqual(
      JSON.parse(JSON.stringify(jsonSchema(name))),
    );
  const { status, stdout, stderr } = place.tn(['schema', 'tenant']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('tenant-network, inventory, node-config, public-config, observed, plan');
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
