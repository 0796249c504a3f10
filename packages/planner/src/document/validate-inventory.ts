import type { PlanError, Problem } from '../error.js';
import type { Family } from '../scalar/address.js';
import { isGlobal } from '../scalar/scope.js';
import { addressPath, bothFamilies, checkPublicConfig } from './check-public-config.js';
import type { Node } from './inventory.js';
import { duplicates } from './unique.js';

/** A check of one node, with the path that its errors begin with. */
type Check = (path: () => string, node: Node) => readonly PlanError[];

const checks: readonly Check[] = [checkInterfaces, checkInbound, checkPublic];

const none: readonly PlanError[] = [];

function checkPublic(path: () => string, { publicConfig }: Node): readonly PlanError[] {
  return publicConfig === undefined
    ? none
    : checkPublicConfig('inventory', `${path()}.publicConfig`, publicConfig);
}

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
  if (publicConfig === undefined) return found;
  const recensed = new Set(found.map(({ text }) => text));
  for (const family of bothFamilies) {
    publicConfig[family].forEach(({ address }, i) => {
      // The same twice in one configuration is that configuration's own error.
      if (!isGlobal(address) || recensed.has(address.text)) return;
      recensed.add(address.text);
      found.push({ text: address.text, path: `.publicConfig.${addressPath(publicConfig, family, i)}` });
    });
  }
  return found;
}

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

function at(path: string, value: string, problem: Problem): PlanError {
  return { ...problem, document: 'inventory', path, value };
}
