import type { PlanError, Problem } from '../error.js';
import type { Address, Family } from '../scalar/address.js';
import { type InterfaceAddress, isOnLink } from '../scalar/prefix.js';
import { isGlobal, isUnicast } from '../scalar/scope.js';
import type { Node } from './inventory.js';
import { duplicates } from './unique.js';

/** A check of one node, with the path that its errors begin with. */
type Check = (path: () => string, node: Node) => readonly PlanError[];

const checks: readonly Check[] = [checkInterfaces, checkInbound, checkPublicConfig];

const none: readonly PlanError[] = [];

/** Every way in which the values of an inventory contradict one another. A hole is a node that could not be read. */
export function validateInventory(nodes: readonly (Node | undefined)[]): readonly PlanError[] {
  const pathAt = (i: number) => `$.nodes[${i}]`;
  const errors: PlanError[] = [];
  const addresses: string[] = [];
  nodes.forEach((node, i) => {
    if (node === undefined) return;
    for (const { text } of globalAddresses(node)) addresses.push(text);
    for (const check of checks) {
      for (const error of check(() => pathAt(i), node)) errors.push(error);
    }
  });
  const addressPath = (index: number) =>
    nodes.flatMap((node, i) =>
      node === undefined ? [] : globalAddresses(node).map(({ path }) => pathAt(i) + path),
    )[index] ?? '';
  const ids = nodes.map((node) => node?.id);
  return [
    ...duplicates('inventory', 'duplicate-node', ids, (i) => `${pathAt(i)}.id`),
    ...duplicates('inventory', 'duplicate-address', addresses, addressPath),
    ...errors,
  ];
}

interface GlobalAddress {
  readonly text: string;
  readonly path: string;
}

/**
 * Global addresses are one node's alone; private ones may well recur behind other routers. An interface may already
 * have the address that the farmer set for it.
 */
function globalAddresses({ interfaces, publicConfig }: Node): readonly GlobalAddress[] {
  const found: GlobalAddress[] = [];
  interfaces.forEach(({ addresses }, i) => {
    addresses.forEach(({ address }, j) => {
      if (isGlobal(address)) found.push({ text: address.text, path: `.interfaces[${i}].addresses[${j}]` });
    });
  });
  for (const family of families) {
    const address = publicConfig?.[family]?.address;
    if (address === undefined || !isGlobal(address) || found.some(({ text }) => text === address.text))
      continue;
    found.push({ text: address.text, path: `.publicConfig.${family}` });
  }
  return found;
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

function checkInterfaces(path: () => string, { interfaces }: Node): readonly PlanError[] {
  return interfaces.length < 2
    ? none
    : duplicates(
        'inventory',
        'duplicate-name',
        interfaces.map(({ name }) => name),
        (i) => `${path()}.interfaces[${i}].name`,
      );
}

/** A family declared inbound without a global address would be an endpoint that nobody can dial. */
function checkInbound(path: () => string, { interfaces, inbound, publicConfig }: Node): readonly PlanError[] {
  if (publicConfig !== undefined || inbound.length === 0) return none;
  const global = (family: Family) =>
    interfaces.some(({ addresses }) =>
      addresses.some(({ address }) => address.kind === family && isGlobal(address)),
    );
  return inbound.flatMap((family, i) =>
    global(family) ? [] : [at(`${path()}.inbound[${i}]`, family, { kind: 'endpoint-not-dialable', family })],
  );
}

function checkPublicConfig(path: () => string, { publicConfig }: Node): readonly PlanError[] {
  if (publicConfig === undefined) return none;
  const errors: PlanError[] = [];
  for (const family of families) {
    const address = publicConfig[family];
    const gateway = publicConfig[gatewayFields[family]];
    const problem = gatewayProblem(address, gateway);
    const below = (field: string) => `${path()}.publicConfig.${field}`;
    if (address !== undefined && !isGlobal(address.address)) {
      errors.push(at(below(family), address.text, { kind: 'endpoint-not-dialable', family }));
    }
    if (problem !== undefined) {
      errors.push(at(below(gatewayFields[family]), gateway?.text ?? '', { kind: 'bad-gateway', problem }));
    }
  }
  return errors;
}

const gatewayFields = { ipv4: 'gateway4', ipv6: 'gateway6' } as const;

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
