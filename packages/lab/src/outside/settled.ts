import { setTimeout as sleep } from 'node:timers/promises';
import { type Difference, differences, told } from './differences.js';
import type { MachineRecord } from './record.js';

/** Writes a machine down. */
export type Take = () => MachineRecord | Promise<MachineRecord>;

export interface Comparison {
  /** Says whether the asker does not mean this difference. */
  readonly except?: (difference: Difference) => boolean;
  /** How long it may take until what the kernel does by itself is done. */
  readonly seconds?: number;
}

/** Returns a record of a machine at rest: twice the same, and no address is on trial (RFC 4862). */
export async function settled(take: Take, seconds = 20): Promise<MachineRecord> {
  const deadline = Date.now() + seconds * 1000;
  for (let last = await take(); ; ) {
    const next = await take();
    if ((changes(last, next).length === 0 && !isOnTrial(next)) || Date.now() > deadline) return next;
    last = next;
    await sleep(50);
  }
}

/**
 * Returns what differs from a record, a line each: nothing where the machine comes to be as it was. The kernel has
 * things to do after a command has ended (an address is on trial, a namespace is taken apart), so what differs is
 * looked for again, for as long as something does.
 */
export async function changesSince(
  before: MachineRecord,
  take: Take,
  { except = () => false, seconds = 30 }: Comparison = {},
): Promise<readonly string[]> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = changes(before, await take(), except);
    if (found.length === 0 || Date.now() > deadline) return found;
    await sleep(50);
  }
}

function changes(
  before: MachineRecord,
  after: MachineRecord,
  except: (difference: Difference) => boolean = () => false,
): readonly string[] {
  return differences(before, after)
    .filter((each) => !except(each))
    .map(told);
}

function isOnTrial(record: MachineRecord): boolean {
  return [...record.values()].some((sections) =>
    [...(sections.get('addresses')?.values() ?? [])].some(
      (address) => (address as { readonly tentative?: boolean }).tentative === true,
    ),
  );
}
