import { membersOf, type NodeWishes, type Plan } from '@networkd/planner';
import { Failure } from './error/failure.js';
import type { Linux } from './machine.js';
import { printError } from './terminal/io.js';

type Owners = ReturnType<Linux['nicOwners']>;

/** Who owns the NICs that the plan of a boot makes ports, or that are: nobody matters where nothing is to be done. */
export function ownersOf(linux: Pick<Linux, 'nicOwners'>, wishes: NodeWishes, plan: Plan): Owners {
  return plan.operations.length === 0 ? [] : linux.nicOwners(membersOf(wishes));
}

/** Says what an apply would refuse. */
export function warnOfOwners(owners: Owners): void {
  for (const each of owners) printError(`warning: ${sentenceOf(each)}\n  what to do: ${each.remedy}\n`);
}

/** Refuses a NIC that somebody owns: it would be given addresses while it is a port, and the node be cut off. */
export function refuseOwned(owners: Owners): void {
  if (owners.length === 0) return;
  throw new Failure(
    owners.map((each) => ({
      kind: 'nic-owned',
      message: `${sentenceOf(each)}; nothing was done`,
      notes: [`what to do: ${each.remedy}`],
      details: { nic: each.nic, who: each.who },
    })),
  );
}

function sentenceOf({ nic, who }: Owners[number]): string {
  return `${who} owns ${nic}, and would give it addresses while it is a port of this node's bridge`;
}
