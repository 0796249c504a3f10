import type { Run } from '../command/run.js';
import { readFoundPlace } from '../node/found-place.js';
import { nicsIn } from '../node/survey.js';
import type { Check } from './check.js';
import { nicOwners } from './nic-owner.js';

/** Warns of NICs whose owner goes on to give them addresses. The uplink must be nobody's before it becomes a member. */
export async function managedNics(run: Run, ignore: readonly string[]): Promise<readonly Check[]> {
  const names = await nicNames(run);
  return nicOwners(names.filter((name) => !ignore.includes(name))).map(({ nic, who, remedy }) => ({
    name: `NIC ${nic}`,
    ok: true,
    warning: true,
    found: `${who} owns it, and tn boot refuses it as the uplink`,
    who,
    remedy,
  }));
}

/** Returns the names of the NICs, or none where ip(8) does not say them. The check of ip(8) itself tells of that. */
async function nicNames(run: Run): Promise<readonly string[]> {
  try {
    return nicsIn(await readFoundPlace(run)).map(({ ifname }) => ifname);
  } catch {
    return [];
  }
}
