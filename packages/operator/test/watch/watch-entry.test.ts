import { fc, test } from '@fast-check/vitest';
import type { Node } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { expect } from 'vitest';
import { watchEntry } from '../../src/watch/watch-entry.js';
import { nodeA } from '../fake/nic.js';
import { fakeTime } from '../fake/time.js';

const interval = 60;

/** Watches a node of which every look finds the next of these farms, or an error; what was reported, when, and what else was said. */
async function watched(looks: readonly E.Either<string, string>[]) {
  const time = fakeTime();
  const controller = new AbortController();
  const reports: { readonly farm: string | undefined; readonly at: number }[] = [];
  const errors: string[] = [];
  let [next, stopped] = [0, 0];
  const ended = await watchEntry<string>({
    look: () => {
      const found = looks[next++] ?? E.left('over');
      if (next >= looks.length) controller.abort();
      return Promise.resolve(E.map(entryOf)(found));
    },
    report: ({ farm }) => Promise.resolve(void reports.push({ farm, at: time.now() / 1000 })),
    failed: (error) => errors.push(error),
    watch: () => ({ stop: () => Promise.resolve(void stopped++) }),
    interval,
    time,
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
  fc.oneof(
    farms.map((farm): E.Either<string, string> => E.right(farm)),
    fc.constant(E.left('blind')),
  ),
  { maxLength: 20 },
);

test.prop([farms, looks])(
  'what it reports differs from the report before, and an interval lies between',
  async (first, more) => {
    const all = [E.right<string, string>(first), ...more];
    const { ended, reports, errors } = await watched(all);
    expect(ended).toEqual(E.right(undefined));
    expect(reports[0]).toEqual({ farm: first, at: 0 });
    for (const [i, report] of reports.slice(1).entries()) {
      expect(report.farm).not.toBe(reports[i]?.farm);
      expect(report.at - (reports[i]?.at ?? 0)).toBeGreaterThanOrEqual(interval);
    }
    expect(errors).toHaveLength(all.filter(E.isLeft).length);
  },
);

test('a first look that fails ends it', async () => {
  expect(await watched([E.left('blind'), E.right('x')])).toEqual({
    ended: E.left('blind'),
    reports: [],
    errors: [],
  });
});
