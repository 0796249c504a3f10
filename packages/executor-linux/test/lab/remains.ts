import type { Difference } from '../../../../test/outside/differences.js';
import { recorded } from '../../../../test/outside/observe.js';
import type { MachineRecord } from '../../../../test/outside/record.js';
import { changesSince, settled } from '../../../../test/outside/settled.js';
import type { RunningMachine } from './machine.js';

/** A machine as it is now, at rest. */
export function asItIs(machine: RunningMachine): Promise<MachineRecord> {
  return settled(() => recorded(machine));
}

/** What has changed on a machine since, a line each, without what a boot may leave. */
export function changesOn(machine: RunningMachine, before: MachineRecord): Promise<readonly string[]> {
  return changesSince(before, () => recorded(machine), { except: isKept });
}

/** Folders for what runs, the file that is locked and how the owners of NICs had them are kept for the next time. */
function isKept({ section, what }: Difference): boolean {
  return section === 'files' && /^\/run\/networkd(\/(probe|udhcpc|lock|nics\.json))?$/.test(what);
}
