import type { PlanError, Problem } from '../error.js';
import type { Address, Family } from '../scalar/address.js';
import { type InterfaceAddress, isOnLink } from '../scalar/prefix.js';
import { isGlobal, isUnicast } from '../scalar/scope.js';
import type { ValueOf } from './codec.js';
import type { Indexed } from './decode.js';
import type { node } from './inventory.js';
import { type Claim, duplicates } from './unique.js';

type ReadNode = ValueOf<typeof node>;

/** Every way in which the values of an inventory contradict one another. */
export function validateInventory(nodes: readonly Indexed<ReadNode>[]): readonly PlanError[] {
  const errors: PlanError[] = [];
  const ids: Claim[] = [];
  const addresses: Claim[] = [];
  for (const { index, value } of nodes) {
    const path = `$.nodes[${index}]`;
    ids.push({ path: () => `${path}.id`, value: value.id });
    claimAddresses(addresses, path, value);
    for (const check of [checkInterfaces, checkInbound, checkPublicConfig]) {
      for (const error of check(path, value)) errors.push(error);
    }
  }
  return [
    ...duplicates('inventory', 'duplicate-node', ids),
    ...duplicates('inventory', 'duplicate-address', addresses),
    ...errors,
  ];
}

/** Global addresses are one node's alone; private ones may well recur behind other routers. */
function claimAddresses(claims: Claim[], path: string, { interfaces, publicConfig }: ReadNode): void {
  const own = claims.length;
  interfaces?.forEach((each, i) => {
    each.addresses?.forEach(({ address }, j) => {
      const at = () => `${path}.interfaces[${i}].addresses[${j}]`;
      if (isGlobal(address)) claims.push({ path: at, value: address.text });
    });
  });
  const recensed = claims.length;
  for (const family of families) {
    const address = publicConfig?.[family]?.address;
    if (address === undefined || !isGlobal(address)) continue;
    // An interface may already have been given the address that the farmer set for it.
    if (claims.slice(own, recensed).some(({ value }) => value === address.text)) continue;
    claims.push({ path: () => `${path}.publicConfig.${family}`, value: address.text });
  }
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

function checkInterfaces(path: string, { interfaces = [] }: ReadNode): readonly PlanError[] {
  if (interfaces.length < 2) return noErrors;
  const names = interfaces.map(
    ({ name }, i): Claim => ({ path: () => `${path}.interfaces[${i}].name`, value: name }),
  );
  return duplicates('inventory', 'duplicate-name', names);
}

const noErrors: readonly PlanError[] = [];

/** A family declared inbound without a global address would be an endpoint that nobody can dial. */
function checkInbound(path: string, read: ReadNode): readonly PlanError[] {
  if (read.publicConfig !== undefined || read.inbound === undefined) return noErrors;
  const global = (family: Family) =>
    read.interfaces?.some((each) =>
      each.addresses?.some(({ address }) => address.kind === family && isGlobal(address)),
    ) === true;
  return read.inbound.flatMap((family, i) =>
    global(family) ? [] : [at(`${path}.inbound[${i}]`, family, { kind: 'endpoint-not-dialable', family })],
  );
}

function checkPublicConfig(path: string, { publicConfig }: ReadNode): readonly PlanError[] {
  if (publicConfig === undefined) return noErrors;
  const { ipv4, gateway4, ipv6, gateway6 } = publicConfig;
  const at = `${path}.publicConfig`;
  return [
    ...checkPublicAddress(at, 'ipv4', ipv4),
    ...checkPublicAddress(at, 'ipv6', ipv6),
    ...checkGateway(`${at}.gateway4`, ipv4, gateway4),
    ...checkGateway(`${at}.gateway6`, ipv6, gateway6),
  ];
}

function checkPublicAddress(
  path: string,
  family: Family,
  address: InterfaceAddress | undefined,
): readonly PlanError[] {
  return address === undefined || isGlobal(address.address)
    ? []
    : [at(`${path}.${family}`, address.text, { kind: 'endpoint-not-dialable', family })];
}

function checkGateway(
  path: string,
  address: InterfaceAddress | undefined,
  gateway: Address | undefined,
): readonly PlanError[] {
  const problem = gatewayProblem(address, gateway);
  return problem === undefined ? [] : [at(path, gateway?.text ?? '', { kind: 'bad-gateway', problem })];
}

function gatewayProblem(address: InterfaceAddress | undefined, gateway: Address | undefined) {
  if (address === undefined) return gateway === undefined ? undefined : 'without-address';
  if (gateway === undefined) return 'missing';
  if (gateway.text === address.address.text) return 'is-the-address';
  return isOnLink(address, gateway) || isLinkLocal6(gateway) ? undefined : 'outside-prefix';
}

/** Routers announce themselves by their link-local address (RFC 4861, 4.2), which lies in no other prefix. */
function isLinkLocal6(gateway: Address): boolean {
  return gateway.kind === 'ipv6' && !isUnicast(gateway) && (gateway.words[0] ?? 0) >>> 22 === 0x3fa;
}

function at(path: string, value: string, problem: Problem): PlanError {
  return { ...problem, document: 'inventory', path, value };
}
