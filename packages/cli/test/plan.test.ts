import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documents, Place, root } from './tn.js';

const planA = ['plan', ...documents, '-n', 'a'] as const;

describe('tn plan', () => {
  test('text, JSON and shell of one plan', () => {
    const place = new Place();
    const text = place.tn(planA);
    expect(text).toMatchObject({ status: 0, stderr: '' });
    expect(text.stdout).toContain('n-fixture');
    expect(Math.max(...text.stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    const json = JSON.parse(place.tn([...planA, '-f', 'json']).stdout);
    expect(json).toMatchObject({ schema: 'plan/2', node: 'a', owners: [{ id: 'fixture', version: 3 }] });
    expect(json.operations.length).toBeGreaterThan(10);
    expect(place.tn([...planA, '-f', 'shell']).stdout).toMatch(/^#!.*\n[\s\S]*\nset -eu/);
  });

  test('--observed: only what is missing', () => {
    const place = new Place();
    const state = place.state('a');
    const [, ...rest] = state.resources.filter(({ kind }) => kind === 'Route');
    place.write('observed.json', {
      ...state,
      resources: [...state.resources.filter(({ kind }) => kind !== 'Route'), ...rest],
    });
    const planned = JSON.parse(place.tn([...planA, '--observed', 'observed.json', '-f', 'json']).stdout);
    expect(planned.operations.map(({ kind }: { kind: string }) => kind)).toEqual(['RouteReplace']);
  });

  test('--detailed-exitcode: 2 with changes, 0 without, and errors stay 1', () => {
    const place = new Place();
    place.write('observed.json', place.state('a'));
    const exit = (...args: readonly string[]) => place.tn([...planA, '--detailed-exitcode', ...args]).status;
    expect(exit()).toBe(2);
    expect(exit('--observed', 'observed.json')).toBe(0);
    expect(exit('--observed', 'network.json')).toBe(1);
    expect(place.tn(planA).status).toBe(0);
  });

  test('several networks are planned as one', () => {
    const place = new Place();
    place.edit(
      'network.json',
      (each) => ({
        ...each,
        id: 'second',
        accessPoints: [],
        resources: each.resources.map((resource) => ({ ...resource, listenPort: resource.listenPort + 100 })),
      }),
      'second.json',
    );
    const { stdout } = place.tn([...planA, '-t', 'second.json', '-f', 'json']);
    expect(JSON.parse(stdout).owners).toEqual([
      { id: 'fixture', version: 3 },
      { id: 'second', version: 3 },
    ]);
  });

  test.each([
    [['plan', ...documents], 'no node is named; give -n NODE'],
    [['plan', ...documents, '-n', 'a', '--all'], "'--all'"],
    [['plan', ...documents, '-n', 'nobody'], 'error[unknown-node]: --node: $.node: '],
    [['plan', ...documents, '-n', 'a b'], 'no node’s id'.replace('’', "'")],
    [['plan', ...documents, '-n', 'a', '-n', 'b'], 'given twice'],
    [['plan', ...documents, '-n', 'a', '-f', 'yaml'], 'Allowed choices are text, json, shell'],
    [['plan', ...documents, '-n', 'a', '--observed', '.'], 'goes with --all'],
    [['plan', ...documents, '-n', 'a', '--observed', 'absent'], 'error[cannot-read]: absent: '],
    [['plan', ...documents, '--all', '-f', 'shell'], '--all prints JSON lines'],
    [['plan', ...documents, '--all', '--observed', 'network.json'], 'this is no folder'],
    [['plan', '-t', 'network.json', '-n', 'a'], '--inventory'],
    [['plan', ...documents, '-n', 'a', 'excess'], 'too many arguments'],
    [['plam'], 'plan'],
  ])('%j exits 1 and says on standard error: %s', (args, words) => {
    const { status, stdout, stderr } = new Place().tn(args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('observed state of another node is refused, with the file named', () => {
    const place = new Place();
    place.write('observed.json', place.state('b'));
    const { status, stderr } = place.tn([...planA, '--observed', 'observed.json']);
    expect(status).toBe(1);
    expect(stderr).toContain('error[wrong-node]: observed.json: $.node: ');
  });
});

describe('tn plan --all', () => {
  const all = ['plan', ...documents, '--all'] as const;
  const nodes = (stdout: string): readonly string[] =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).node);

  test('a line a node, each the plan of that node alone', () => {
    const place = new Place();
    const { status, stdout, stderr } = place.tn(all);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(nodes(stdout)).toEqual(['a', 'b', 'd', 'h1', 'h2', 'h3']);
    expect(stdout.split('\n')[0]).toBe(place.tn([...planA, '-f', 'json']).stdout.trimEnd());
  });

  test('--observed is a folder: a node without a file is empty, and a node that left is planned too', () => {
    const place = new Place();
    place.bash('mkdir seen');
    place.write('seen/a.json', place.state('a'));
    place.write('seen/h3.json', place.state('h3'));
    place.write('seen/README', 'no node');
    place.edit(
      'network.json',
      (each) => ({ ...each, resources: each.resources.filter(({ node }) => node !== 'h3') }),
      'without.json',
    );
    const unchanged = place.tn([...all, '--observed', 'seen']).stdout.split('\n');
    expect(JSON.parse(unchanged[0] ?? '').operations).toEqual([]);
    expect(JSON.parse(unchanged[1] ?? '').operations).not.toEqual([]);
    const { stdout } = place.tn([
      'plan',
      '-t',
      'without.json',
      '-i',
      'inventory.json',
      '--all',
      '--observed',
      'seen',
    ]);
    expect(nodes(stdout)).toEqual(['a', 'b', 'd', 'h1', 'h2', 'h3']);
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '').summary).toMatchObject({
      create: 0,
      update: 0,
    });
  });

  test('a file that is wrong does not hold up the others, but the exit status is 1 and nothing is written', () => {
    const place = new Place();
    place.bash('mkdir seen');
    place.write('seen/b.json', '{');
    place.write('seen/h1.json', place.state('h2'));
    place.write('out', 'before');
    const { status, stdout, stderr } = place.tn([...all, '--observed', 'seen']);
    expect(status).toBe(1);
    expect(nodes(stdout)).toEqual(['a', 'd', 'h2', 'h3']);
    expect(stderr).toContain('error[not-json]: seen/b.json: 1:2: ');
    expect(stderr).toContain('error[wrong-node]: seen/h1.json: $.node: ');
    expect(place.tn([...all, '--observed', 'seen', '-o', 'out']).status).toBe(1);
    expect(place.read('out')).toBe('before');
    expect(readdirSync(place.path).filter((name) => name.includes('out'))).toEqual(['out']);
  });

  test('--detailed-exitcode', () => {
    const place = new Place();
    expect(place.tn([...all, '--detailed-exitcode']).status).toBe(2);
    place.bash('mkdir seen');
    for (const node of ['a', 'b', 'd', 'h1', 'h2', 'h3']) place.write(`seen/${node}.json`, place.state(node));
    expect(place.tn([...all, '--detailed-exitcode', '--observed', 'seen']).status).toBe(0);
  });

  test('progress is shown on a terminal, and only there', () => {
    const place = new Place();
    place.bash(`script -qec 'tn ${all.join(' ')} -o plans' typescript`);
    expect(place.read('typescript')).toContain('planned 1 of 6 nodes');
    expect(nodes(place.read('plans'))).toHaveLength(6);
  });
});

test('--all makes a plan when there is room for it: a slow reader does not fill the memory', () => {
  const place = new Place();
  const names = Array.from({ length: 400 }, (_, i) => `node-${i + 1}`);
  place.write('many.json', {
    schema: 'tenant-network/1',
    id: 'many',
    version: 1,
    range: '10.0.0.0/8',
    resources: names.map((node, i) => ({
      node,
      subnet: `10.${1 + (i >> 8)}.${i & 255}.0/24`,
      publicKey: Buffer.alloc(32, node).toString('base64'),
      listenPort: 7001,
    })),
  });
  place.write('nodes.json', {
    schema: 'inventory/1',
    nodes: names.map((id, i) => ({
      id,
      publicConfig: { interface: 'eth1', ipv4: `60.${i >> 8}.${i & 255}.9/8`, gateway4: '60.0.0.1' },
    })),
  });
  const tn = 'node --max-old-space-size=48 bin/tn plan -t many.json -i nodes.json --all';
  const { stdout, stderr } = place.bash(`set -o pipefail; ${tn} | { sleep 1; wc -lc; }; echo "exit $?"`);
  expect(stderr).toBe('');
  const [, lines, bytes] = /^\s*(\d+)\s+(\d+)\nexit 0$/m.exec(stdout) ?? [];
  expect(Number(lines)).toBe(400);
  expect(Number(bytes)).toBeGreaterThan(60e6);
});

describe('tn plan --from', () => {
  const example = `${root}/examples/004-demo`;
  const next = ['-t', `${example}/next-tenant-network.json`, '-i', `${example}/inventory.json`];
  const from = ['--from', `${example}/tenant-network.json`];
  const hashOf = (text: string) => /^Hash: (\w+)$/m.exec(text)?.[1];

  test('is the plan of a node that was observed after the earlier version, and names the peers that go', () => {
    const { status, stdout, stderr } = new Place().tn(['plan', ...next, '-n', 'home-1', ...from]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const golden = readFileSync(`${example}/plan-next.home-1.txt`, 'utf8');
    expect(hashOf(stdout)).toBe(hashOf(golden));
    expect(hashOf(stdout)).toBeDefined();
    expect(stdout).toMatch(
      /^ {2}- peer cairo-1, we dial it over IPv4 {2}# no longer wanted {2}! resets sessions\n/m,
    );
    expect(golden).not.toContain('peer cairo-1');
  });

  test('with --all plans the nodes that leave as well, after the others', () => {
    const { stdout } = new Place().tn(['plan', ...next, '--all', ...from]);
    const plans = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(plans.map(({ node }) => node)).toEqual([
      ...['attic-1', 'ghent-1', 'home-1', 'home-2', 'oslo-1', 'vienna-1', 'zurich-1'],
      'cairo-1',
    ]);
    expect(plans.at(-1).summary).toMatchObject({ create: 0, update: 0, delete: 4 });
  });

  test('of the same version has nothing to do', () => {
    const place = new Place();
    expect(place.tn([...planA, '--from', 'network.json']).stdout).toContain('No changes.');
    expect(place.tn([...planA, '--from', 'network.json', '--detailed-exitcode']).status).toBe(0);
  });

  test.each([
    [['--from', 'absent'], 'error[cannot-read]: absent: '],
    [['--from', 'inventory.json'], 'error[wrong-schema]: inventory.json: $.schema: '],
    [['--from', 'network.json', '--live'], "'--live'"],
    [['--from', 'network.json', '--observed', 'network.json'], "'--observed <PATH>'"],
  ])('%j is an error that says: %s', (args, words) => {
    const { status, stdout, stderr } = new Place().tn([...planA, ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('where the earlier version is wrong, its file is named', () => {
    const place = new Place();
    place.edit('network.json', (each) => ({ ...each, aggregators: ['nobody'] }), 'wrong.json');
    const { status, stderr } = place.tn([...planA, '--from', 'wrong.json']);
    expect(status).toBe(1);
    expect(stderr).toContain(': wrong.json: $.');
  });
});

describe('tn show', () => {
  test('prints a saved plan as tn plan did, in each format', () => {
    const place = new Place();
    place.tn([...planA, '-f', 'json', '-o', 'plan.json']);
    for (const format of ['text', 'shell'])
      expect(place.tn(['show', 'plan.json', '-f', format])).toEqual(place.tn([...planA, '-f', format]));
    const shown = place.tn(['show', 'plan.json', '-f', 'json']).stdout;
    expect(JSON.parse(shown)).toEqual(JSON.parse(place.read('plan.json')));
    expect(place.tn(['show', '-'], place.read('plan.json'))).toEqual(place.tn(planA));
  });

  test('refuses a plan that was changed, and what is no plan', () => {
    const place = new Place();
    place.tn([...planA, '-f', 'json', '-o', 'plan.json']);
    place.write('changed.json', place.read('plan.json').replace('"listenPort":7001', '"listenPort":7002'));
    for (const file of ['changed.json', 'network.json', 'absent']) {
      const { status, stdout, stderr } = place.tn(['show', file]);
      expect({ file, status, stdout }).toEqual({ file, status: 1, stdout: '' });
      expect(stderr).toContain(`: ${file}: `);
    }
  });
});

describe('-o', () => {
  const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

  test('a new file is for its owner only, and holds what standard output would', () => {
    const place = new Place();
    expect(place.tn([...planA, '-o', 'out'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(mode(place.at('out'))).toBe('600');
    expect(place.read('out')).toBe(place.tn(planA).stdout);
  });

  test('a file that was there is replaced as a whole, through a link too', () => {
    const place = new Place();
    place.write('old', 'before');
    chmodSync(place.at('old'), 0o644);
    symlinkSync('old', place.at('link'));
    const inode = statSync(place.at('old')).ino;
    expect(place.tn([...planA, '-o', 'link']).status).toBe(0);
    expect(lstatSync(place.at('link')).isSymbolicLink()).toBe(true);
    expect(mode(place.at('old'))).toBe('600');
    expect(statSync(place.at('old')).ino).not.toBe(inode);
    expect(place.read('old')).toContain('n-fixture');
  });

  test('a device stays one', () => {
    const place = new Place();
    expect(place.tn([...planA, '-o', '/dev/null']).status).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(place.tn([...planA, '-o', '-']).stdout).toBe(place.tn(planA).stdout);
  });

  test.each([
    ['absent/out', 'the folder is not there'],
    ['bin', 'it is a folder'],
  ])('%s: %s', (file, words) => {
    const { status, stderr } = new Place().tn([...planA, '-o', file]);
    expect(status).toBe(1);
    expect(stderr).toContain(`error[cannot-write]: ${file}: ${words}`);
  });
});
