import type { NicFault, PlanError } from '../error.js';
import type { Candidate } from './candidate.js';

/** Returns the error that says why a NIC is not the uplink. Without a name: there is no NIC. */
export function noUplink(name: string, fault: NicFault): PlanError {
  const path = name === '' ? '$.candidates' : `$.candidates[?@.nic.name=='${name}']`;
  return { kind: 'no-uplink', document: 'request', path, value: name, ...fault };
}

/** Returns the error for a configuration that names an interface which is no NIC of the node. */
export function unknownInterface(path: string, name: string, candidates: readonly Candidate[]): PlanError {
  const known = candidates.map(({ nic }) => nic.name);
  return { kind: 'unknown-interface', document: 'node-config', path, value: name, known };
}
