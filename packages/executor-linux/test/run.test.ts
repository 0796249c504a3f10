import { mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type Coprocess, coprocess, type Run, run } from '../src/command/run.js';

let helper: Coprocess | undefined;
afterEach(() => {
  helper?.end();
  helper = undefined;
});

const byHelper: Run = (invocation) => {
  helper ??= coprocess();
  return helper.run(invocation);
};

describe.each([
  { by: 'us', run },
  { by: 'a coprocess', run: byHelper },
])('a process that is run by $by', ({ run: start }) => {
  test('has said what it says, and has ended as it did', async () => {
    const argv = ['sh', '-c', 'cat; echo no >&2; exit 3'];
    expect(await start({ argv, stdin: 'yes\n' })).toEqual({ status: 3, stdout: 'yes\n', stderr: 'no\n' });
    expect(await start({ argv: ['cat'] })).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('may be ended by a signal', async () => {
    expect((await start({ argv: ['sh', '-c', 'kill -9 $$'] })).status).toBe(128 + 9);
  });

  test('may say and read a lot', async () => {
    const stdin = 'ä234567\n'.repeat(1 << 17);
    expect(await start({ argv: ['cat'], stdin })).toEqual({ status: 0, stdout: stdin, stderr: '' });
    expect(await start({ argv: ['sh', '-c', 'cat >&2'], stdin })).toMatchObject({
      stdout: '',
      stderr: stdin,
    });
  });

  test('reads lines that begin as a mark of ours may, and go on beyond ASCII', async () => {
    const stdin = [...'0123456789abcdef'].map((digit) => `${digit}ä\n`).join('');
    expect(await start({ argv: ['cat'], stdin })).toEqual({ status: 0, stdout: stdin, stderr: '' });
  });

  test('may end before it has read everything', async () => {
    expect((await start({ argv: ['true'], stdin: 'x\n'.repeat(1 << 21) })).status).toBe(0);
  });

  test('may not be there: that is an outcome, and leaves nothing to wait for', async () => {
    await start({ argv: ['true'] });
    const timers = () => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
    const before = timers();
    const { status, stderr } = await start({ argv: ['there-is-no-such-tool'] });
    expect(status).toBe(127);
    expect(stderr).toMatch(/there-is-no-such-tool: not found|spawn there-is-no-such-tool ENOENT/);
    expect(timers()).toBe(before);
  });

  test('has nothing of our environment but the path, and is in another process group', async () => {
    process.env['SECRET'] = 'canary';
    const { stdout } = await start({ argv: ['sh', '-c', 'env; echo group $(ps -o pgid= -p $$)'] });
    delete process.env['SECRET'];
    expect(stdout).not.toContain('canary');
    expect(stdout).toContain('LC_ALL=C');
    const [, , , , group] = readFileSync('/proc/self/stat', 'utf8').split(' ');
    expect(stdout).not.toContain(`group ${group}\n`);
  });

  test('inherits descriptors', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'networkd-run-')), 'file');
    writeFileSync(file, 'lent');
    const inherit = [openSync(file, 'r')];
    expect(await start({ argv: ['cat', '/dev/fd/3'], inherit })).toMatchObject({ stdout: 'lent' });
  });

  test('is told words and a standard input as they are, no matter what is in them', async () => {
    const argv = ['sh', '-c', 'printf "%s\\0" "$@"; cat', 'sh'];
    const hostile = fc.constantFrom(
      "'",
      '"',
      '\\',
      '$(id)',
      '`id`',
      '\n',
      '\r',
      ';',
      '-',
      '&',
      '!',
      'é',
      ' ',
      'EOF',
    );
    const word = fc
      .array(fc.oneof(hostile, fc.string({ unit: 'grapheme' })), { maxLength: 6 })
      .map((parts) => parts.join('').replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 4 }), fc.array(word), async (words, lines) => {
        const stdin = lines.map((line) => `${line}\n`).join('');
        const { status, stdout } = await start({ argv: [...argv, ...words], stdin });
        expect(status).toBe(0);
        const [end = '', ...said] = stdout.split('\0').toReversed();
        expect(said.toReversed()).toEqual(words.length === 0 ? [''] : words);
        expect(end).toBe(stdin);
      }),
      { numRuns: 200 },
    );
  });
});

test('a coprocess runs one at a time, and what comes meanwhile is run by us', async () => {
  const own = coprocess();
  const parent = { argv: ['sh', '-c', 'sleep 0.1; ps -o ppid= -p $$'] };
  const parents = await Promise.all([own.run(parent), own.run(parent), own.run(parent)]);
  const [first, ...others] = parents.map(({ stdout }) => Number(stdout));
  expect(first).not.toBe(process.pid);
  expect(others).toEqual([process.pid, process.pid]);
  expect(Number((await own.run(parent)).stdout)).toBe(first);
  own.end();
});

test('a coprocess that is killed takes with it what it ran, and after it we run what comes', async () => {
  const own = coprocess();
  const died = await own.run({ argv: ['sh', '-c', 'kill -9 $PPID; sleep 0.1; echo late'] });
  expect(died).toMatchObject({ status: 128 + 9, stderr: expect.stringContaining('is gone') });
  expect(await own.run({ argv: ['echo', 'yes'] })).toEqual({ status: 0, stdout: 'yes\n', stderr: '' });
  own.end();
});

test('a coprocess that is to end lets what it runs come to its end first', async () => {
  const own = coprocess();
  const { stdout } = await own.run({ argv: ['sh', '-c', 'echo $PPID'] });
  const running = own.run({ argv: ['sh', '-c', 'sleep 0.2; echo done'] });
  own.end();
  expect(await running).toMatchObject({ status: 0, stdout: 'done\n' });
  await expect.poll(() => readCommand(Number(stdout))).toBe('');
});

/** The command line of a process; empty where it has ended. */
function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
