import type { PlanError, Problem } from '../../error.js';
import type { Address, Family } from '../../scalar/address.js';
import { isGlobal } from '../../scalar/address-class.js';
import type { InterfaceAddress } from '../../scalar/prefix.js';
import { addressPath, bothFamilies, checkPublicConfig } from '../public-config/check.js';
import { duplicates } from '../unique.js';
import { checkExternals } from './check-externals.js';
import type { Node } from './document.js';

/** A check of one node, with the path that its errors begin with. */
type Check = (path: () => string, node: Node) => readonly PlanError[];

const checks: readonly Check[] = [checkInterfaces, checkInbound, checkPublic];

const none: readonly PlanError[] = [];

function checkPublic(path: () => string, { publicConfig }: Node): readonly PlanError[] {
  return publicConfig === undefined
    ? none
    : checkPublicConfig('inventory', `${path()}.publicConfig`, publicConfig);
}

/** Finds every contradiction between the values of an inventory. A hole is a node that could not be read. */
export function validateInventory(nodes: readonly (Node | undefined)[]): readonly PlanError[] {
  const pathAt = (i: number) => `$.nodes[${i}]`;
  const errors: PlanError[] = [];
  const addresses: string[] = [];
  nodes.forEach((node, i) => {
    if (node === undefined) return;
    globalAddresses(node, ({ text }) => addresses.push(text));
    const path = () => pathAt(i);
    for (const check of checks) {
      for (const error of check(path, node)) errors.push(error);
    }
  });
  const paths: string[] = [];
  const pathOfAddress = (index: number) => {
    if (paths.length === 0) {
      nodes.forEach((node, i) => {
        if (node === undefined) return;
        globalAddresses(node, (_, of, at) => paths.push(pathAt(i) + pathOf(node, of, at)));
      });
    }
    return paths[index] ?? '';
  };
  const ids = nodes.map((node) => node?.id);
  return [
    ...duplicates('inventory', 'duplicate-node', ids, (i) => `${pathAt(i)}.id`),
    ...duplicates('inventory', 'duplicate-address', addresses, pathOfAddress),
    ...checkExternals(nodes),
    ...errors,
  ];
}

/**
 * Calls `tell` with each of the node's global addresses: those of its interfaces by the place of the interface and
 * in it, then those of its public configuration by their family and place. A global address is one node's alone;
 * private ones may well recur behind other routers. An interface may already have the address that the farmer set
 * for it.
 */
function globalAddresses(
  { interfaces, publicConfig }: Node,
  tell: (address: Address, of: number | Family, index: number) => void,
): void {
  interfaces.forEach(({ addresses }, of) => {
    addresses.forEach(({ address }, index) => {
      if (isGlobal(address)) tell(address, of, index);
    });
  });
  if (publicConfig === undefined) return;
  for (const family of bothFamilies) {
    const own = publicConfig[family];
    own.forEach(({ address }, index) => {
      const isSame = (other: InterfaceAddress) => other.address.text === address.text;
      // The same twice in one configuration is that configuration's own error.
      if (!isGlobal(address) || own.findIndex(isSame) < index) return;
      if (!interfaces.some(({ addresses }) => addresses.some(isSame))) tell(address, family, index);
    });
  }
}

/**
 * Returns the path of an address below the node. It is called only where there is an error: most inventories have a
 * thousand addresses and no error.
 */
function pathOf({ publicConfig }: Node, of: number | Family, index: number): string {
  if (typeof of === 'number') return `.interfaces[${of}].addresses[${index}]`;
  return publicConfig === undefined ? '' : `.publicConfig.${addressPath(publicConfig, of, index)}`;
}

function checkInterfaces(path: () => string, { interfaces }: Node): readonly PlanError[] {
  return duplicates(
    'inventory',
    'duplicate-name',
    interfaces.map(({ name }) => name),
    (i) => `${path()}.interfaces[${i}].name`,
  );
}

/**
 * Refuses a family declared inbound without a global address, its own or in front of it: nobody could dial that
 * endpoint.
 */
function checkInbound(
  path: () => string,
  { interfaces, inbound, publicConfig, external }: Node,
): readonly PlanError[] {
  if (publicConfig !== undefined || inbound.length === 0) return none;
  const global = (family: Family) =>
    external?.[family] !== undefined ||
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
