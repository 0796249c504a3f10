import { isNonEmpty } from 'fp-ts/lib/Array.js';
import * as E from 'fp-ts/lib/Either.js';
import type { Bond } from '../document/node-config/document.js';
import { nonEmpty, type PlanError, type PlanErrors } from '../error.js';
import { present } from '../scalar/present.js';
import type { Candidate } from './candidate.js';
import { egressOf } from './egress.js';
import { unusable } from './fitness.js';
import type { Uplink, UplinkWishes } from './uplink.js';
import { noUplink, unknownInterface } from './uplink-error.js';

/**
 * Chooses all members of the bond, of which one must have a cable: the others may come up later. It does not ask
 * whether the bond leads to the Internet, since a switch may answer only the whole bond.
 */
export function chooseBond(
  candidates: readonly Candidate[],
  { interfaces }: Bond,
  wishes: UplinkWishes,
): E.Either<PlanErrors, Uplink> {
  const members = candidates.filter(({ nic }) => interfaces.includes(nic.name));
  const nics = members.map(({ nic }) => nic);
  const errors = nonEmpty([
    ...interfaces.flatMap((name, i) =>
      nics.some((nic) => nic.name === name)
        ? []
        : [unknownInterface(`$.uplink.bond.interfaces[${i}]`, name, candidates)],
    ),
    ...members.flatMap((each) =>
      memberErrors(
        each,
        wishes,
        nics.some(({ carrier }) => carrier),
      ),
    ),
  ]);
  if (errors !== undefined || !isNonEmpty(nics)) return E.left(errors ?? [noUplink('', { why: 'no-nic' })]);
  const egresses = [egressOf('ipv4', wishes.uplink), egressOf('ipv6', wishes.uplink)];
  const egress = egresses.find((each) => typeof each !== 'string');
  return E.right({ nics, rule: 'configured', ...present({ egress }) });
}

function memberErrors(member: Candidate, wishes: UplinkWishes, hasCarrier: boolean): readonly PlanError[] {
  const fault = unusable(member, wishes) ?? (hasCarrier ? undefined : { why: 'no-carrier' as const });
  return fault === undefined ? [] : [noUplink(member.nic.name, fault)];
}
