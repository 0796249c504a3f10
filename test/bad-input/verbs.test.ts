import { fileURLToPath } from 'node:url';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNotRun } from '../shell/run.js';
import type { Outcome, Report } from './verbs.scenario.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: verbs are not run on bad input: ${why}`);

/** What is printed with --json. */
const isData = (said: string): boolean => /^\{/.test(said) && !/"kind": ?"unexpected"/.test(said);

/** An error that somebody has foreseen, in sentences: not a place in the program, not pages of it. */
function isSentence(said: string): boolean {
  if (isData(said)) return true;
  const [first = ''] = said.split('\n').filter((line) => !/^node .*: the host name/.test(line));
  return (
    /^(error\[(?!unexpected)[a-z-]+\]: |error: )\S/.test(first) &&
    first.length < 1000 &&
    !/\n\s+at /.test(said)
  );
}

const lines = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ line, input, status, said }) => `tn ${line}, ${input}: ${status}: ${said.slice(0, 300)}`);

describe.skipIf(why !== undefined)('every verb, on bad input,', () => {
  let report: Report;
  beforeAll(async () => {
    const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
    report = await onMachine<Report>(
      here('verbs.scenario.ts'),
      'main',
      here('../../packages/cli/test/fixtures'),
    );
  });

  test('comes to an end', () => {
    expect(report.died).toBeUndefined();
  });

  test('refuses a bad document in a sentence, with an exit status', () => {
    const others = report.documents.filter(({ status, said }) => status !== 1 || !isSentence(said));
    expect(lines(others)).toEqual([]);
  });

  test('refuses a bad state folder in a sentence, or does without', () => {
    const others = report.states.filter(({ status, said }) => status !== 0 && !isSentence(said));
    expect(lines(others)).toEqual([]);
  });

  test('says by the doctor that a state folder is no folder', () => {
    const examined = report.states.filter(({ line }) => line.startsWith('doctor'));
    expect(examined.map(({ input, status }) => `${input}: ${status}`)).toEqual(
      ['a file', 'a FIFO', 'a device', 'a dead symlink'].map((input) => `${input}: 2`),
    );
  });

  test('changes nothing on the machine', () => {
    expect(report.changed).toEqual([]);
  });
});
