import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Machine } from './machine.js';
import { documents, Place, type Run, root } from './tn.js';

const ansi = '\u001b[';
const verbs = [
  'check',
  'plan',
  'show',
  'reach',
  'graph',
  'showconf',
  'access',
  'explain',
  'schema',
  'completion',
];
/** Verbs of the machine they run on: here, of one that is a file. */
const nodeVerbs = [
  ...[
    'doctor',
    'key',
    'inventory',
    'observe',
    'apply',
    'confirm',
    'verify',
    'history',
    'rollback',
    'remove',
    'guard',
  ],
] as const;
describe('colour', () => {
  test.each([
    `tn plan ${documents.join(' ')} -n a`,
    `tn reach ${documents.join(' ')}`,
    'tn explain no-path',
    'tn check -t absent -i inventory.json',
  ])('%s: on a terminal only, and not with NO_COLOR', (line) => {
    const place = new Place();
    const piped = place.bash(line);
    expect(piped.stdout + piped.stderr).not.toBe('');
    expect(piped.stdout + piped.stderr).not.toContain(ansi);
    expect(place.onTerminal(line).stdout).toContain(ansi);
    expect(place.onTerminal(`NO_COLOR=1 ${line}`).stdout).not.toContain(ansi);
    expect(place.onTerminal(`TERM=dumb ${line}`).stdout).not.toContain(ansi);
  });
});

describe('a reader that has seen enough', () => {
  test.each([
    `tn plan ${documents.join(' ')} --all`,
    `tn reach ${documents.join(' ')} --json`,
    `tn check ${documents.join(' ')}`,
    'tn --help',
  ])('%s | true: quiet', (line) => {
    const { stdout, stderr } = new Place().bash(`{ ${line}; echo "exit $?" >&2; } | true`);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'exit 0\n' });
  });

  test('| head -n 1 has its line whole', () => {
    const { stdout, stderr } = new Place().bash(`tn plan ${documents.join(' ')} --all | head -n 1`);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).node).toBe('a');
  });
});

/** The examples in a help text, which has to fit into 80 columns beside them. */
function examplesIn(help: Run): readonly string[] {
  expect(help).toMatchObject({ status: 0, stderr: '' });
  const examples = [...help.stdout.matchAll(/^ {2}\$ (tn .+)$/gm)].map((match) => match[1] ?? '');
  expect(examples).not.toEqual([]);
  const described = help.stdout.split('\n').filter((line) => !line.startsWith('  $ '));
  expect(Math.max(...described.map(({ length }) => length))).toBeLessThanOrEqual(80);
  return examples;
}

/** A machine on which the example of a verb makes sense. */
function machineFor(example: string): Machine {
  const isNew = /^tn (apply|plan|key generate) /.test(example);
  const machine = isNew ? new Machine() : Machine.applied();
  const pending = { plan: 'ab'.repeat(32), deadline: '2030-01-01T00:00:00.000Z' };
  machine.put({ ...machine.node, pending, ...(isNew ? {} : { key: true }) });
  machine.write('observed.json', machine.state('a'));
  machine.edit('network.json', (each) => ({ ...each, version: 2 }), 'earlier.json');
  if (example.includes('plan.json'))
    machine.bash(`tn plan ${documents.join(' ')} -n a --live -f json -o plan.json`);
  return machine;
}

/** Whoever is asked by the example says yes. */
function runOnMachine(example: string): { readonly example: string; readonly status: number | null } {
  const { status, stdout } = machineFor(example).onTerminal(example, 'yes\n');
  expect({ example, stdout }).not.toMatchObject({ stdout: expect.stringContaining('error[') });
  return { example, status };
}

describe('--help', () => {
  test.each(verbs)('%s: an example, which runs as it stands', (verb) => {
    for (const example of examplesIn(new Place().tn([verb, '--help']))) {
      const machine = machineFor(example);
      expect({ example, ...machine.bash(example) }).toMatchObject({ example, status: 0, stderr: '' });
    }
  });

  test.each([...nodeVerbs, 'key generate', 'key show'])(
    '%s: an example, which runs as it stands where it makes sense',
    (verb) => {
      for (const example of examplesIn(new Place().tn([...verb.split(' '), '--help']))) {
        expect(runOnMachine(example)).toEqual({ example, status: 0 });
      }
    },
  );

  test.each([
    'boot',
    'boot plan',
    'boot apply',
    'node',
    'node plan',
    'node apply',
    'node verify',
    'node remove',
  ])('%s: an example', (verb) => {
    for (const example of examplesIn(new Place().tn([...verb.split(' '), '--help']))) {
      expect(example.startsWith(`tn ${verb} `)).toBe(true);
    }
  });

  test('what is made of verbs shows them where none is given, and says which there are where it is another', () => {
    const place = new Place();
    const { stdout } = place.tn(['node', '--help']);
    for (const verb of ['plan', 'apply', 'verify', 'remove'])
      expect(stdout).toMatch(new RegExp(`^ {2}${verb} `, 'm'));
    expect(place.tn(['node'])).toMatchObject({ status: 1, stdout: '', stderr: stdout });
    expect(place.tn(['node', 'aply'])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining(
        "unknown command 'aply'\n(Did you mean apply?)\n(there are plan, apply, verify, remove;",
      ),
    });
  });

  test('tn --help names every verb; tn alone is an error that shows it', () => {
    const place = new Place();
    const { status, stdout } = place.tn(['--help']);
    expect(status).toBe(0);
    for (const verb of [...verbs, ...nodeVerbs]) expect(stdout).toMatch(new RegExp(`^ {2}${verb} `, 'm'));
    expect(place.tn([])).toMatchObject({ status: 1, stdout: '', stderr: stdout });
  });

  test('the examples of README.md run as they stand', () => {
    const readme = readFileSync(`${root}/packages/cli/README.md`, 'utf8');
    const lines = [...readme.matchAll(/^(tn .+?)(?: +#.*)?$/gm)].map((match) => match[1] ?? '');
    for (const verb of [...verbs, ...nodeVerbs]) {
      expect(lines.some((line) => `${line} `.startsWith(`tn ${verb} `))).toBe(true);
    }
    for (const example of lines) expect(runOnMachine(example)).toEqual({ example, status: 0 });
  });
});

test('tn help VERB is its --help, and a verb that is not there is an error with --help too', () => {
  const place = new Place();
  expect(place.tn(['help', 'plan'])).toEqual(place.tn(['plan', '--help']));
  expect(place.tn(['help', 'node', 'plan'])).toEqual(place.tn(['node', 'plan', '--help']));
  expect(place.tn(['help'])).toEqual(place.tn(['--help']));
  for (const args of [['plam', '--help'], ['node', 'plam', '--help'], ['help', 'plam'], ['plam']]) {
    const { status, stdout, stderr } = place.tn(args);
    expect({ args, status, stdout }).toEqual({ args, status: 1, stdout: '' });
    expect(stderr).toContain("unknown command 'plam'\n(Did you mean plan?)");
  }
});

describe('what cannot be written to', () => {
  test('-o /dev/stdout is standard output, a pipe or a file', () => {
    const place = new Place();
    const plan = `tn plan ${documents.join(' ')} -n a`;
    const { stdout } = place.bash(plan);
    expect(place.bash(`${plan} -o /dev/stdout | cat`)).toEqual({ status: 0, stdout, stderr: '' });
    expect(place.bash(`${plan} -o /dev/stdout > plan.txt; cat plan.txt`)).toMatchObject({
      stdout,
      stderr: '',
    });
  });

  test.each(['', ' -o /dev/stdout'])(
    'a full disk behind standard output%s is an error in a sentence',
    (more) => {
      const { status, stderr } = new Place().bash(`tn plan ${documents.join(' ')} -n a${more} > /dev/full`);
      expect(status).toBe(1);
      expect(stderr).toMatch(/^error\[cannot-write\]: standard output: the disk is full\b.*\n$/);
    },
  );
});

test('tn --version', () => {
  const { version } = JSON.parse(readFileSync(`${root}/packages/cli/package.json`, 'utf8'));
  for (const option of ['--version', '-v'])
    expect(new Place().tn([option])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});
