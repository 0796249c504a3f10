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

function isKept(difference: Difference): boolean {
  return isFolder(difference) || isOfNicLeftUp(difference);
}

/** Folders for what runs, and the file that is locked, are kept for the next time. */
function isFolder({ section, what }: Difference): boolean {
  return section === 'files' && /^\/run\/networkd(\/(probe|udhcpc|lock))?$/.test(what);
}

/** A card that nobody had touched is left up, so routers give it addresses; all else on it is as it was. */
function isOfNicLeftUp({ section, what, before }: Difference): boolean {
  if (section === 'links') return /^eth\d: (flags|qdisc|operstate)$/.test(what);
  const follows = ['addresses', 'routes', 'queues'].includes(section);
  return follows && before === undefined && /\beth\d\b/.test(what);
}
