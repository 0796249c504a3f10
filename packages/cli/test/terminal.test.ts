import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documents, Place, root } from './tn.js';

const ansi = '\u001b[';
const verbs = ['check', 'plan', 'reach', 'graph', 'access', 'explain', 'completion'];

/** What a command prints on a terminal. */
function onTerminal(place: Place, line: string): string {
  place.bash(`script -qec '${line}' typescript`);
  return place.read('typescript').split('\n').slice(1, -2).join('\n');
}

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
    expect(onTerminal(place, line)).toContain(ansi);
    expect(onTerminal(place, `NO_COLOR=1 ${line}`)).not.toContain(ansi);
    expect(onTerminal(place, `TERM=dumb ${line}`)).not.toContain(ansi);
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

describe('--help', () => {
  test.each(verbs)('%s: an example, which runs as it stands', (verb) => {
    const place = new Place();
    place.write('observed.json', place.state('a'));
    const { status, stdout, stderr } = place.tn([verb, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const examples = [...stdout.matchAll(/^ {2}\$ (tn .+)$/gm)].map((match) => match[1] ?? '');
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      expect({ example, ...place.bash(example) }).toMatchObject({ example, status: 0, stderr: '' });
    }
    const described = stdout.split('\n').filter((line) => !line.startsWith('  $ '));
    expect(Math.max(...described.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('tn --help names every verb; tn alone is an error that shows it', () => {
    const place = new Place();
    const { status, stdout } = place.tn(['--help']);
    expect(status).toBe(0);
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^ {2}${verb} `, 'm'));
    expect(place.tn([])).toMatchObject({ status: 1, stdout: '', stderr: stdout });
  });

  test('the examples of README.md run as they stand', () => {
    const place = new Place();
    place.write('observed.json', place.state('a'));
    const readme = readFileSync(`${root}/packages/cli/README.md`, 'utf8');
    const lines = [...readme.matchAll(/^(tn .+?)(?: +#.*)?$/gm)].map((match) => match[1] ?? '');
    for (const verb of verbs) expect(lines.some((line) => line.startsWith(`tn ${verb} `))).toBe(true);
    for (const line of lines) expect({ line, ...place.bash(line) }).toMatchObject({ line, status: 0 });
  });
});

test('tn --version', () => {
  const { version } = JSON.parse(readFileSync(`${root}/packages/cli/package.json`, 'utf8'));
  expect(new Place().tn(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});
