import type { Difference } from '../outside/differences.js';
import { recorded } from '../outside/observe.js';
import type { MachineRecord } from '../outside/record.js';
import { changesSince, settled } from '../outside/settled.js';
import type { RunningMachine } from './machine.js';

/** Returns the record of a machine as it is now, at rest. */
export function asItIs(machine: RunningMachine): Promise<MachineRecord> {
  return settled(() => recorded(machine));
}

/** Seconds that a router may take to announce itself again to a machine that is busy. */
const patience = 60;

/** Returns what has changed on a machine since, a line each, without what a boot may leave. */
export function changesOn(
  machine: RunningMachine,
  before: MachineRecord,
  isExpected: (difference: Difference) => boolean = () => false,
): Promise<readonly string[]> {
  return changesSince(before, () => recorded(machine), {
    except: (each) => isKept(each) || isExpected(each),
    seconds: patience,
  });
}

/**
 * Says whether the difference is of what is ours and was made again: that has other numbers, a MAC address that is
 * drawn again, and clients that are other processes.
 */
export function isMadeAgain({ section, what }: Difference): boolean {
  if (section === 'numbers') return true;
  if (section === 'files') return /^\/run\/networkd\/udhcpc\/.*\.(pid|link): sha256$/.test(what);
  if (section === 'links')
    return /^(br-pub|br-ndmz|zos-pub|pub-zos): .*(address|bridge_id|root_id)$/.test(what);
  return section === 'forwarding' && / dev (br-pub|br-ndmz|zos-pub|pub-zos)$/.test(what);
}

/**
 * Says whether the difference is of what is kept for the next time: folders for what runs, the file that is locked, and
 * how the owners of NICs had them.
 */
function isKept({ section, what }: Difference): boolean {
  return section === 'files' && /^\/run\/networkd(\/(probe|udhcpc|lock|nics\.json))?$/.test(what);
}
