import { type Difference, differences, told } from '@networkd/lab/outside/differences';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { isKept } from '@networkd/lab/scenario/kept';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';
import type { Report } from './script.scenario.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no script is held against an apply: ${why}`);

function recordOf({ record }: Report): MachineRecord {
  return new Map(
    record.map(([name, sections]) => [
      name,
      new Map(sections.map(([section, entries]) => [section, new Map(entries)])),
    ]),
  );
}

/** What cannot be the same: numbers of processes, when they say what, who does it, and the machine at the other end of the cable. */
function isByChance({ namespace, section, what }: Difference): boolean {
  return (
    namespace === 'lan-eth0' ||
    section === 'numbers' ||
    (section === 'processes' && what.includes('/scratch/scenario.mjs')) ||
    (section === 'files' && /^\/run\/networkd\/\S+\.(pid|log): sha256$/.test(what))
  );
}

describe.skipIf(why !== undefined)('a node put up by the scripts of the dry run', () => {
  let reports: readonly [apply: Report, script: Report];
  beforeAll(async () => {
    const scenario = new URL('./script.scenario.ts', import.meta.url);
    reports = await Promise.all([
      onMachine<Report>(scenario, 'apply'),
      onMachine<Report>(scenario, 'script'),
    ]);
  });

  test('is as one put up by apply, to the observer who knows nothing of either', () => {
    const [apply, script] = reports;
    expect(script.operations).toEqual(apply.operations);
    const found = differences(recordOf(apply), recordOf(script));
    expect(found.filter((each) => !isKept(each) && !isByChance(each)).map(told)).toEqual([]);
  });

  test('leaves nothing to plan', () => {
    expect(reports.map(({ again }) => again)).toEqual([[], []]);
  });
});
