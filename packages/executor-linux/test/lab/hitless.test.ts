import { type Lab, startLab } from '@networkd/lab/lab';
import { whyNoLab } from '@networkd/lab/machine/needs';
import { type Flow, flowsBetween } from '@networkd/lab/meter/flows';
import { replaceAll } from '@networkd/lab/network/ancestor';
import { rollOut } from '@networkd/lab/network/roll-out';
import { tenantIn } from '@networkd/lab/network/tenant';
import { versions } from '@networkd/lab/network/versions';
import { type Course, follow, type Step } from '@networkd/lab/scenario/course';
import { standardLab } from '@networkd/lab/underlay/standard';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoLab();
if (why !== undefined) console.warn(`SKIPPED: no version is rolled out in the laboratory: ${why}`);

/** Milliseconds: the machine may be busy with others. */
const patience = 900_000;

describe.skipIf(why !== undefined)('versions that follow one another', () => {
  let lab: Lab;
  let steps: readonly Step[];
  let flows: readonly Flow[];
  beforeAll(async () => {
    lab = await startLab(standardLab);
    steps = versions.map(({ title, document }) => ({ title, tenant: tenantIn(lab, document) }));
    flows = flowsBetween(steps.map(({ tenant }) => tenant));
  });
  afterAll(() => lab?.stop());

  /** The first version of some on all nodes, no matter what was there before. */
  const begin = async ([first]: readonly Step[]) => {
    if (first !== undefined) await rollOut(first.tenant, first.tenant);
  };

  test(
    'lose nothing between nodes that they do not concern, and reset no session',
    async () => {
      expect(flows).toHaveLength(8 * 7);
      expect(steps).toHaveLength(1 + 20);
      await begin(steps);
      const course = await follow(flows, steps, rollOut);
      console.info(`tn apply, 20 versions: ${figures(course)}`);
      const { idle, untouched, rewritten, touched, losses, resets, sessions } = course;
      expect(idle.unexplained, `the laboratory itself loses pings\n${losses.join('\n')}`).toBe(0);
      const lost = untouched.unexplained;
      expect({ lost, resets }, losses.join('\n')).toEqual({ lost: 0, resets: [] });
      // To change AllowedIPs, WireGuard is told to forget a peer's and then those it shall have: in between, for some
      // microseconds unless another process comes first, it knows no way.
      expect(rewritten.unexplained, losses.join('\n')).toBeLessThan(rewritten.sent / 1000);
      // That nothing was lost means something only if there was much to lose.
      expect(untouched.sent).toBeGreaterThan(touched.sent / 4);
      expect(sessions).toBeGreaterThan(300);
    },
    patience,
  );

  test(
    'would lose pings and sessions if they were rolled out as the ancestor did',
    async () => {
      // Backwards from the last but one: in the last other nodes forward, which takes more than peers.
      const back = steps.slice(-4, -1).toReversed();
      await begin(back);
      const course = await follow(flows, back, replaceAll);
      console.info(`link down, peers replaced, link up, ${back.length - 1} versions: ${figures(course)}`);
      const { idle, untouched, rewritten, losses, resets } = course;
      expect(idle.unexplained, `the laboratory itself loses pings\n${losses.join('\n')}`).toBe(0);
      for (const { unexplained, sent } of [untouched, rewritten])
        expect(unexplained).toBeGreaterThan(sent / 100);
      expect(resets.length).toBeGreaterThan(0);
    },
    patience,
  );
});

function figures({ idle, untouched, rewritten, touched, sessions, resets, unread, pace }: Course): string {
  const lost = Object.entries({ idle, untouched, rewritten, touched }).map(
    ([name, { sent, lost }]) => `${name} ${lost} of ${sent}`,
  );
  return `a ping in ${pace} s; lost: ${lost.join(', ')}; sessions reset: ${resets.length} of ${sessions}; datagrams left unread: ${unread}`;
}
