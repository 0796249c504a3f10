import { onMachine } from '@networkd/lab/scenario/on-machine';
import { whyNoScratch } from '@networkd/lab/scratch';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from './many.scenario.js';

const why = whyNoScratch(['ip', 'wg', 'wireguard-go', 'nft', 'sysctl', 'udhcpc']);
if (why !== undefined) console.warn(`SKIPPED: no node has a hundred networks: ${why}`);

/** How many networks there are, one after another. */
const sizes = [25, 50, 100];
const most = Math.max(...sizes);

describe.skipIf(why !== undefined)('a node with a hundred networks', () => {
  let seen: Report;
  beforeAll(async () => {
    seen = await onMachine<Report>(new URL('./many.scenario.ts', import.meta.url), sizes.join());
    console.log(tableOf(seen));
  }, 600_000);

  test('takes the same operations and processes for each of them, however many there are', () => {
    const { steps } = seen;
    expect(steps.map(({ networks }) => networks)).toEqual(sizes);
    const [first] = steps;
    if (first === undefined) throw new Error('no step');
    for (const { before: there, networks, operations, changes, looks } of steps) {
      const added = networks - there;
      expect(operations).toBe((added * first.operations) / first.networks);
      // What is done once for all of them is in the first step as well; the rest is done for each.
      expect(changes - once).toBe(((first.changes - once) * added) / first.networks);
      // Once to plan and twice to apply; once more where the kernel takes a moment.
      expect(looks).toBeLessThanOrEqual(20 + 2 * there + 6 * added);
    }
    expect((first.changes - once) / first.networks).toBeLessThanOrEqual(15);
  });

  test('runs one process for each of them, and no other', () => {
    const [own] = seen.steps.map(({ alive, devices }) => alive - devices);
    for (const { networks, alive, devices } of [...seen.steps, seen.again, seen.off]) {
      expect(devices).toBe(networks);
      expect(alive - devices).toBe(own);
    }
    expect(own).toBe(seen.stoodUp.processes.length);
  });

  test('has as many egress addresses, all different, and nothing to do when it is planned again', () => {
    expect(seen.egressAddresses).toEqual({ there: most, different: most });
    expect(seen.again).toMatchObject({ operations: 0, changes: 0 });
    expect(seen.again.looks).toBeLessThanOrEqual(20 + 4 * most);
  });

  test('is as before when they are gone, and bare when its own network is gone too', () => {
    expect(seen.cleared).toEqual(seen.stoodUp);
    expect(seen.gone).toEqual(seen.bare);
  });
});

/** Processes that change something and are the same for any number of networks: those of the host's namespace. */
const once = 2;

function tableOf({ steps, again, off }: Report): string {
  const rows = [...steps, again, off].map(
    ({ networks, operations, looks, changes, devices, milliseconds }) =>
      `${[networks, operations, looks, changes, devices, milliseconds].map((each) => String(each).padStart(10)).join('')}`,
  );
  const heading = ['networks', 'operations', 'looks', 'changes', 'devices', 'ms'];
  return [heading.map((word) => word.padStart(10)).join(''), ...rows].join('\n');
}
