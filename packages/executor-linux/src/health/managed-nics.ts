import type { Run } from '../command/run.js';
import { readFoundPlace } from '../node/found-place.js';
import { nicsIn } from '../node/survey.js';
import type { Check } from './check.js';
import { nicOwners } from './nic-owner.js';

/** Which NICs somebody owns who goes on to give them addresses: of those, the uplink is to be nobody's before it is a port. */
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

/** Where ip(8) does not say them, it is said of ip(8) itself. */
async function nicNames(run: Run): Promise<readonly string[]> {
  try {
    return nicsIn(await readFoundPlace(run)).map(({ ifname }) => ifname);
  } catch {
    return [];
  }
}
