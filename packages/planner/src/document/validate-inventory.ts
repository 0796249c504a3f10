import type * as t from 'io-ts';
import type { PlanError, Problem } from '../error.js';
import type { Address, Family } from '../scalar/address.js';
import { contains, type InterfaceAddress } from '../scalar/prefix.js';
import { isGlobal, isUnicast } from '../scalar/scope.js';
import type { Indexed } from './decode.js';
import type { node } from './inventory.js';
import { type Claim, duplicates } from './unique.js';

type ReadNode = t.TypeOf<typeof node>;
type ReadPublicConfig = NonNullable<ReadNode['publicConfig']>;

/** Every way in which the values of an inventory contradict one another. */
export function validateInventory(nodes: readonly Indexed<ReadNode>[]): readonly PlanError[] {
  const errors: PlanError[] = [];
  const ids: Claim[] = [];
  const addresses: Claim[] = [];
  for (const { index, value } of nodes) {
    const path = `$.nodes[${index}]`;
    ids.push({ path: `${path}.id`, value: value.id });
    addresses.push(...globalAddresses(path, value));
    errors.push(...checkInterfaces(path, value), ...checkInbound(path, value));
    if (value.publicConfig !== undefined)
      errors.push(...checkPublicConfig(`${path}.publicConfig`, value.publicConfig));
  }
  return [
    ...duplicates('inventory', 'duplicate-node', ids),
    ...duplicates('inventory', 'duplicate-address', addresses),
    ...errors,
  ];
}

/** Global addresses are one node's alone; private ones may well recur behind other routers. */
function globalAddresses(path: string, read: ReadNode): readonly Claim[] {
  const claims: Claim[] = [];
  const claim = (at: string, address: InterfaceAddress | undefined) => {
    if (address !== undefined && isGlobal(address.address))
      claims.push({ path: at, value: address.address.text });
  };
  read.interfaces?.forEach((each, i) => {
    each.addresses?.forEach((address, j) => {
      claim(`${path}.interfaces[${i}].addresses[${j}]`, address);
    });
  });
  const own = new Set(claims.map(({ value }) => value));
  for (const family of ['ipv4', 'ipv6'] as const) {
    const address = read.publicConfig?.[family];
    if (address !== undefined && !own.has(address.address.text))
      claim(`${path}.publicConfig.${family}`, address);
  }
  return claims;
}

function checkInterfaces(path: string, read: ReadNode): readonly PlanError[] {
  const names = read.interfaces?.map(
    (each, i): Claim => ({ path: `${path}.interfaces[${i}].name`, value: each.name }),
  );
  return names === undefined ? [] : duplicates('inventory', 'duplicate-name', names);
}

/** A family declared inbound without a global address would be an endpoint that nobody can dial. */
function checkInbound(path: string, read: ReadNode): readonly PlanError[] {
  if (read.publicConfig !== undefined) return [];
  const global = (family: Family) =>
    read.interfaces?.some((each) =>
      each.addresses?.some(({ address }) => address.kind === family && isGlobal(address)),
    ) === true;
  return (read.inbound ?? []).flatMap((family, i) =>
    global(family) ? [] : [at(`${path}.inbound[${i}]`, family, { kind: 'endpoint-not-dialable', family })],
  );
}

function checkPublicConfig(path: string, config: ReadPublicConfig): readonly PlanError[] {
  return [
    ...checkPublicAddress(path, 'ipv4', config.ipv4),
    ...checkPublicAddress(path, 'ipv6', config.ipv6),
    ...checkGateway(`${path}.gateway4`, config.ipv4, config.gateway4),
    ...checkGateway(`${path}.gateway6`, config.ipv6, config.gateway6),
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
  return contains(address.prefix, gateway) || isLinkLocal6(gateway) ? undefined : 'outside-prefix';
}

/** Routers announce themselves by their link-local address (RFC 4861, 4.2), which lies in no other prefix. */
function isLinkLocal6(gateway: Address): boolean {
  return gateway.kind === 'ipv6' && !isUnicast(gateway) && (gateway.words[0] ?? 0) >>> 22 === 0x3fa;
}

function at(path: string, value: string, problem: Problem): PlanError {
  return { ...problem, document: 'inventory', path, value };
}
