import * as E from 'fp-ts/lib/Either.js';
import { nonEmpty, type PlanError, type PlanErrors } from '../error.js';
import { compareAddresses } from '../scalar/address.js';
import { compareTexts } from '../scalar/id.js';
import type { Candidate } from './candidate.js';
import { chooseBond } from './choose-bond.js';
import { type Fit, fitnessOf } from './fitness.js';
import type { Uplink, UplinkRule, UplinkWishes } from './uplink.js';
import { noUplink, unknownInterface } from './uplink-error.js';

/**
 * Chooses the NIC that `zos` is to stand on. Where the configuration names one, it takes that or nothing. Otherwise
 * NICs whose gateway is private come first, as the segment that machines are managed from boots the node. NICs with
 * any other gateway come next. Among them the numerically lowest first IPv4 address decides. Only where no NIC has
 * IPv4 Internet, it takes those with an IPv6 gateway, the lowest first. The order of the candidates does not matter.
 * Errors: `no-uplink` for every NIC, with why it will not do, and `unknown-interface` for what the configuration
 * names and the node has not.
 */
export function chooseUplink(
  candidates: readonly Candidate[],
  wishes: UplinkWishes,
): E.Either<PlanErrors, Uplink> {
  const sorted = candidates.toSorted((a, b) => compareTexts(a.nic.name, b.nic.name));
  if (sorted.length === 0) return E.left([noUplink('', { why: 'no-nic' })]);
  const { bond } = wishes.uplink;
  return bond === undefined ? chooseNic(sorted, wishes) : chooseBond(sorted, bond, wishes);
}

function chooseNic(candidates: readonly Candidate[], wishes: UplinkWishes): E.Either<PlanErrors, Uplink> {
  const { interface: name } = wishes.uplink;
  const isKnown = name === undefined || candidates.some(({ nic }) => nic.name === name);
  const errors: PlanError[] = isKnown ? [] : [unknownInterface('$.uplink.interface', name, candidates)];
  const fits: Fit[] = [];
  for (const candidate of candidates) {
    const fitness = fitnessOf(candidate, wishes);
    if ('egress' in fitness) fits.push(fitness);
    else errors.push(noUplink(candidate.nic.name, fitness));
  }
  const [best] = fits.sort(compareFits);
  if (best === undefined) return E.left(nonEmpty(errors) ?? [noUplink('', { why: 'no-nic' })]);
  return E.right({ nics: [best.nic], rule: best.rule, egress: best.egress });
}

const places: Readonly<Record<UplinkRule, number>> = {
  configured: 0,
  'private-gateway': 1,
  gateway: 2,
  'ipv6-gateway': 3,
};

/** Compares two NICs that fit. They are sorted by name already, which decides where all else is equal. */
function compareFits(a: Fit, b: Fit): number {
  const byGateway = a.rule === 'ipv6-gateway' ? compareAddresses(a.egress.gateway, b.egress.gateway) : 0;
  return (
    places[a.rule] - places[b.rule] ||
    byGateway ||
    compareAddresses(a.egress.address.address, b.egress.address.address)
  );
}
