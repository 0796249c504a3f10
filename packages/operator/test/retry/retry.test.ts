import { fc, test } from '@fast-check/vitest';
import * as E from 'fp-ts/lib/Either.js';
import { expect } from 'vitest';
import { type FailedTry, retry } from '../../src/retry/retry.js';
import { fakeClock } from '../fake/clock.js';

/** Work that fails with these errors, one a try, and then succeeds. */
function failing(errors: readonly string[]) {
  let tries = 0;
  const work = (): Promise<E.Either<string, number>> => {
    const error = errors[tries++];
    return Promise.resolve(error === undefined ? E.right(tries) : E.left(error));
  };
  return { work, tries: () => tries };
}

const errors = fc.array(fc.constantFrom('a', 'b'), { maxLength: 20 });
const chances = fc.double({ min: 0, max: 1, noNaN: true });

test.prop([errors, chances])(
  'it is tried until it succeeds, and each pause is the one that was told',
  async (all, chance) => {
    const { work, tries } = failing(all);
    const clock = fakeClock();
    const told: FailedTry<string>[] = [];
    const failed = (each: FailedTry<string>) => told.push(each);
    const done = await retry(work, { isFinal: () => false, failed, clock, random: () => chance })();
    expect(done).toEqual(E.right(all.length + 1));
    expect(tries()).toBe(all.length + 1);
    expect(told.map(({ error }) => error)).toEqual(all);
    expect(told.map(({ attempt }) => attempt)).toEqual(all.map((_, i) => i + 1));
    expect(clock.slept).toEqual(told.map(({ seconds }) => seconds * 1000));
  },
);

test.prop([errors])('a final error ends it at once', async (all) => {
  const { work, tries } = failing([...all, 'final', 'a']);
  const isFinal = (error: string) => error === 'final';
  const done = await retry(work, { isFinal, failed: () => {}, clock: fakeClock(), random: () => 1 })();
  expect(done).toEqual(E.left('final'));
  expect(tries()).toBe(all.length + 1);
});

test.prop([fc.integer({ min: 1, max: 10 })])('who ends it gets the error of the last try', async (last) => {
  const controller = new AbortController();
  const { work, tries } = failing(Array.from({ length: 20 }, (_, i) => `${i + 1}`));
  const failed = ({ attempt }: FailedTry<string>) => {
    if (attempt === last) controller.abort();
  };
  const until = controller.signal;
  const done = await retry(work, {
    isFinal: () => false,
    failed,
    clock: fakeClock(),
    random: () => 1,
    until,
  })();
  expect(done).toEqual(E.left(`${last}`));
  expect(tries()).toBe(last);
});
