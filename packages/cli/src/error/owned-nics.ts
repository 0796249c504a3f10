import type { NicOwner } from '@networkd/operator';
import { printError } from '../terminal/io.js';
import type { Finding } from './failure.js';

/** Warns of NICs that somebody owns: an apply would refuse them. */
export function warnOfOwners(owners: readonly NicOwner[]): void {
  for (const each of owners) printError(`warning: ${sentenceOf(each)}\n  what to do: ${each.remedy}\n`);
}

/** Returns an error for each NIC that somebody owns. */
export function ownedFindings(owners: readonly NicOwner[]): readonly Finding[] {
  return owners.map((each) => ({
    kind: 'nic-owned',
    message: `${sentenceOf(each)}; nothing was done`,
    notes: [`what to do: ${each.remedy}`],
    details: { nic: each.nic, who: each.who },
  }));
}

function sentenceOf({ nic, who }: NicOwner): string {
  return `${who} owns ${nic}, and would give it addresses while it is a member of this node's bridge`;
}
