import { onMachine } from '@networkd/lab/scenario/on-machine';
import type { LinkType } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { run } from '../../../src/command/run.js';
import { lacks } from '../../../src/node/kernel-lacks.js';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no node is booted on a VLAN or a bond: ${why}`);

/** Uplinks, what they are made of, and the links that are then there. */
const uplinks: readonly (readonly [kind: string, needs: readonly LinkType[], links: readonly object[]])[] = [
  ['vlan', ['vlan'], [{ link: 'eth0', kind: 'vlan', id: 7 }]],
  ['active-backup', ['bond'], [{ kind: 'bond', mode: 'active-backup' }]],
  ['802.3ad', ['bond'], [{ kind: 'bond', mode: '802.3ad' }]],
  [
    'vlan-on-bond',
    ['vlan', 'bond'],
    [
      { kind: 'bond', mode: '802.3ad' },
      { kind: 'vlan', id: 7 },
    ],
  ],
];

interface Ran {
  readonly status: number | null;
  readonly said: string;
}

type Report = Readonly<Record<'booted' | 'again' | 'verified' | 'removed', Ran>> &
  Readonly<Record<'reached' | 'lent' | 'onOneCable', boolean>> & {
    readonly links: string;
    readonly changed: readonly string[];
  };

const lacking = new Map<LinkType, string | undefined>();
// Debian's own kernels, in a virtual machine, have both.
if (why === undefined && process.env['NETWORKD_VM'] === undefined)
  for (const kind of ['vlan', 'bond'] as const) lacking.set(kind, await lacks(run, kind));

describe.skipIf(why !== undefined)('tn boot apply, on an uplink that is', () => {
  for (const [kind, needs, links] of uplinks) {
    const missing = needs.flatMap((each) => lacking.get(each) ?? []);
    // On Debian's own kernels it is run: test/vm.
    if (missing.length > 0) console.warn(`NOT RUN HERE: a boot on ${kind}: ${missing[0]}`);
    test.skipIf(missing.length > 0)(
      `${kind}: reaches the Internet, has nothing left to do, and leaves nothing`,
      async () => {
        const report = await onMachine<Report>(new URL('./boot-uplink.scenario.ts', import.meta.url), kind);
        expect(report.booted).toMatchObject({ status: 0 });
        expect(JSON.parse(report.links)).toMatchObject(links);
        expect(report).toMatchObject({ reached: true, lent: true });
        expect(report.again).toMatchObject({ status: 0 });
        expect(report.verified).toMatchObject({ status: 0 });
        if (needs.includes('bond')) expect(report.onOneCable).toBe(true);
        expect(report.removed).toMatchObject({ status: 0 });

        expect(report.changed).toEqual([]);
      },
    );
  }
});
