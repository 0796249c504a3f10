import type { NicFault, PlanError } from '../error.js';
import type { Candidate } from './candidate.js';

/** Why a NIC is not the uplink. Without a name: there is no NIC. */
export function noUplink(name: string, fault: NicFault): PlanError {
  const path = name === '' ? '$.candidates' : `$.candidates[?@.nic.name=='${name}']`;
  return { kind: 'no-uplink', document: 'request', path, value: name, ...fault };
}

/** The configuration names an interface that is none of the node's NICs. */
export function unknownInterface(path: string, name: string, candidates: readonly Candidate[]): PlanError {
  const known = candidates.map(({ nic }) => nic.name);
  return { kind: 'unknown-interface', document: 'node-config', path, value: name, known };
}
