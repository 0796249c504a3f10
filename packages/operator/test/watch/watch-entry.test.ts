import { fc, test } from '@fast-check/vitest';
import type { Node } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { expect } from 'vitest';
import { watchEntry } from '../../src/watch/watch-entry.js';
import { fakeClock } from '../fake/clock.js';
import { nodeA } from '../fake/nic.js';

const interval = 60;

/** What a look finds, and whether something changes right after it. */
interface Look {
  readonly found: E.Either<string, string>;
  readonly isRaised: boolean;
}

/** Watches a node by these looks: what was reported, when, and what else was said. */
async function watched(looks: readonly Look[]) {
  const clock = fakeClock();
  const controller = new AbortController();
  const reports: { readonly farm: string | undefined; readonly at: number }[] = [];
  const errors: string[] = [];
  let [next, stopped] = [0, 0];
  let raise = () => {};
  const ended = await watchEntry<string>({
    look: () => {
      const { found, isRaised } = looks[next++] ?? { found: E.left('over'), isRaised: false };
      if (next >= looks.length) controller.abort();
      if (isRaised) raise();
      return Promise.resolve(E.map(entryOf)(found));
    },
    report: ({ farm }) => Promise.resolve(void reports.push({ farm, at: clock.now() / 1000 })),
    failed: (error) => errors.push(error),
    watch: (tell) => {
      raise = tell;
      return { stop: () => Promise.resolve(void stopped++) };
    },
    interval,
    clock,
    until: controller.signal,
  })();
  expect(stopped).toBe(1);
  return { ended, reports, errors };
}

function entryOf(farm: string): Node {
  return {
    id: nodeA,
    farm,
    interfaces: [],
    inbound: [],
    hidden: false,
    down: false,
    listenPortsInUse: [],
    wireguardPorts: [],
    lanHints: [],
  };
}

const farms = fc.constantFrom('x', 'y');
const looks = fc.array(
  fc.record({
    found: fc.oneof(
      farms.map((farm): E.Either<string, string> => E.right(farm)),
      fc.constant(E.left('blind')),
    ),
    isRaised: fc.boolean(),
  }),
  { maxLength: 20 },
);

test.prop([farms, looks])(
  'what it reports differs from the report before, and an interval lies between',
  async (first, more) => {
    const all = [{ found: E.right<string, string>(first), isRaised: true }, ...more];
    const { ended, reports, errors } = await watched(all);
    expect(ended).toEqual(E.right(undefined));
    expect(reports[0]).toEqual({ farm: first, at: 0 });
    for (const [i, report] of reports.slice(1).entries()) {
      expect(report.farm).not.toBe(reports[i]?.farm);
      expect(report.at - (reports[i]?.at ?? 0)).toBeGreaterThanOrEqual(interval);
    }
    expect(errors).toHaveLength(all.filter(({ found }) => E.isLeft(found)).length);
  },
);

test('a first look that fails ends it', async () => {
  expect(
    await watched([
      { found: E.left('blind'), isRaised: false },
      { found: E.right('x'), isRaised: false },
    ]),
  ).toEqual({
    ended: E.left('blind'),
    reports: [],
    errors: [],
  });
});
