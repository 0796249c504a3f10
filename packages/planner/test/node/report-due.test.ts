import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  equalEntries,
  inventoryEntry,
  type Node,
  parseNodeId,
  type Report,
  reportDue,
} from '../../src/index.js';
import { right } from '../right.js';
import { addresses, nic } from './nics.js';

/** A node with so many addresses. */
function entry(n: number): Node {
  const texts = Array.from({ length: n }, (_, i) => `10.0.0.${i + 2}/24`);
  return inventoryEntry({
    node: right(parseNodeId('a')),
    nics: [nic('eth0', { addresses: addresses(...texts) })],
    links: [],
    wireguardPorts: [],
    otherPorts: [],
    lanHints: [],
  });
}

describe('when a report is due', () => {
  test.each<[string, Node, number, Report | undefined, number | undefined]>([
    ['at once, where there was none', entry(1), 5, undefined, 0],
    ['never, where nothing changed, however long ago', entry(1), 9999, { entry: entry(1), at: 0 }, undefined],
    ['at once, where the last is an interval ago', entry(2), 60, { entry: entry(1), at: 0 }, 0],
    ['when the interval is over', entry(2), 25, { entry: entry(1), at: 10 }, 45],
  ])('%s', (_, now, at, last, seconds) => {
    expect(reportDue(now, at, 60, last)).toBe(seconds);
  });
});

const histories = fc.tuple(
  fc.array(fc.record({ after: fc.nat(30), addresses: fc.nat(3) }), { minLength: 1, maxLength: 30 }),
  fc.integer({ min: 1, max: 50 }),
);

/** Asks at every change and whenever it was told to ask again, as who watches a node does. */
function watch(changes: readonly { readonly after: number; readonly addresses: number }[], interval: number) {
  const reports: Report[] = [];
  let now = 0;
  let current = entry(0);
  const ask = (until: number) => {
    for (;;) {
      const wait = reportDue(current, now, interval, reports.at(-1));
      if (wait === undefined || now + wait >= until) break;
      now += wait;
      reports.push({ entry: current, at: now });
    }
    now = until;
  };
  for (const { after, addresses: n } of changes) {
    ask(now + after);
    current = entry(n);
  }
  ask(now + interval + 1);
  return { reports, last: current };
}

test.prop([histories])(
  'never two reports within the interval, and the last one says what is',
  ([changes, interval]) => {
    const { reports, last } = watch(changes, interval);
    reports.forEach((report, i) => {
      const before = reports[i - 1];
      if (before === undefined) return;
      expect(report.at - before.at).toBeGreaterThanOrEqual(interval);
      expect(equalEntries(report.entry, before.entry)).toBe(false);
    });
    const final = reports.at(-1);
    expect(final && equalEntries(final.entry, last)).toBe(true);
  },
);
