import type { EgressFault, NicFault } from '../error.js';
import type { Family } from '../scalar/address.js';
import { isGlobal } from '../scalar/address-class.js';
import type { Candidate } from './candidate.js';
import { egressOf } from './egress.js';
import type { Nic } from './nic.js';
import type { Egress, UplinkRule, UplinkWishes } from './uplink.js';

/** A NIC that will do, and by what. */
export interface Fit {
  readonly nic: Nic;
  readonly rule: UplinkRule;
  readonly egress: Egress;
}

/** Says what the NIC is good for as the uplink, or why it will not do. */
export function fitnessOf(candidate: Candidate, wishes: UplinkWishes): Fit | NicFault {
  const { nic, failure } = candidate;
  const fault = unusable(candidate, wishes);
  if (fault !== undefined) return fault;
  if (!nic.carrier) return { why: 'no-carrier' };
  const fitBy = (egress: Egress, rule: UplinkRule): Fit => ({
    nic,
    rule: wishes.uplink.interface === undefined ? rule : 'configured',
    egress,
  });
  const ipv4 = egressFor('ipv4', candidate, wishes);
  if (typeof ipv4 !== 'string') return fitBy(ipv4, isGlobal(ipv4.gateway) ? 'gateway' : 'private-gateway');
  const ipv6 = egressFor('ipv6', candidate, wishes);
  if (typeof ipv6 !== 'string') return fitBy(ipv6, 'ipv6-gateway');
  return failure === undefined ? { why: 'no-egress', ipv4, ipv6 } : { why: 'not-probed', said: failure };
}

/** Says why the NIC is out of the question, if it is. What is at the other end of its cable does not matter. */
export function unusable(
  { nic, current }: Candidate,
  { ignore, uplink }: UplinkWishes,
): NicFault | undefined {
  if (ignore.includes(nic.name)) return { why: 'ignored' };
  if (uplink.interface !== undefined && uplink.interface !== nic.name) {
    return { why: 'not-configured', configured: uplink.interface };
  }
  if (nic.master !== undefined && !current) return { why: 'enslaved', master: nic.master };
  return undefined;
}

/** Returns the egress in the family. Static addresses stand in place of all that a probe could find. */
function egressFor(family: Family, candidate: Candidate, { uplink }: UplinkWishes): Egress | EgressFault {
  return egressOf(family, uplink.addresses.length > 0 ? uplink : candidate[family]);
}
