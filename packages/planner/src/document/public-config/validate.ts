import type { PlanError, Problem } from '../../error.js';
import { isGlobal } from '../../scalar/address-class.js';
import type { InterfaceName } from '../../scalar/name.js';
import type { Inventory, Node } from '../inventory/document.js';
import type { NodeConfig } from '../node-config/document.js';
import { addressPath, bothFamilies, checkPublicConfig } from './check.js';
import type { PublicConfig } from './document.js';

/** The node that a public configuration is for, and the grid that it is in. */
export interface PublicConfigRequest {
  readonly node: string;
  readonly inventory: Inventory;
  readonly nodeConfig?: NodeConfig;
  /** The node's NICs, as just surveyed; absent: those of its entry in the inventory. */
  readonly interfaces?: readonly InterfaceName[];
  /** The NICs that carry the node's uplink; absent: those that its configuration names. */
  readonly uplink?: readonly InterfaceName[];
}

/**
 * Returns every reason why the node cannot have the public configuration: an interface that it lacks, ignores or
 * needs for its uplink, and addresses that another node has. Where a node's interfaces are not surveyed, it is not
 * checked that the node has the interface.
 */
export function validatePublicConfig(
  config: PublicConfig,
  request: PublicConfigRequest,
): readonly PlanError[] {
  const { inventory, node } = request;
  const own = inventory.nodes.find(({ id }) => id === node);
  const nics = request.interfaces ?? own?.interfaces.map(({ name }) => name);
  return [
    ...checkPublicConfig('public-config', '$', config),
    ...(nics === undefined ? [unknownNode(node)] : checkInterface(config, request, nics)),
    ...checkOthers(
      config,
      inventory.nodes.filter(({ id }) => id !== node),
    ),
  ];
}

/** Returns the error for a node that the inventory lacks. */
export function unknownNode(node: string): PlanError {
  return { kind: 'unknown-node', document: 'request', path: '$.node', value: node, missingFrom: 'inventory' };
}

function checkInterface(
  config: PublicConfig,
  { nodeConfig, uplink = uplinkNamed(nodeConfig) }: PublicConfigRequest,
  nics: readonly InterfaceName[],
): readonly PlanError[] {
  const { interface: name, vlan } = config;
  const ignored = nodeConfig?.ignore.indexOf(name) ?? -1;
  const errors: PlanError[] = [];
  const free = nics.filter((each) => nodeConfig?.ignore.includes(each) !== true);
  if (nics.length > 0 && !nics.includes(name)) {
    errors.push(at('interface', name, { kind: 'unknown-interface', known: nics }));
  }
  if (ignored >= 0) {
    const other = { path: `node-config $.ignore[${ignored}]`, value: name };
    errors.push(at('interface', name, { kind: 'conflicting-fields', other }));
  }
  const tagged = vlan !== undefined && vlan !== nodeConfig?.uplink.vlan;
  if (uplink.includes(name) && !tagged && free.some((each) => !uplink.includes(each))) {
    errors.push(at('interface', name, { kind: 'interface-is-uplink' }));
  }
  return errors;
}

/** Returns the NICs that a node's configuration names for its uplink. */
function uplinkNamed(config: NodeConfig | undefined): readonly InterfaceName[] {
  const { interface: name, bond } = config?.uplink ?? {};
  return bond?.interfaces ?? (name === undefined ? [] : [name]);
}

/**
 * Refuses a global address of another node, whether it was surveyed there or set by a farmer: it leads to one node.
 */
function checkOthers(config: PublicConfig, others: readonly Node[]): readonly PlanError[] {
  return bothFamilies.flatMap((family) =>
    config[family].flatMap(({ address }, i) => {
      const { text } = address;
      // Private ones may well recur behind other routers.
      const path = !isGlobal(address) ? undefined : others.flatMap((each) => pathsOf(each, text))[0];
      const other = { path: `inventory ${path}`, value: text };
      return path === undefined
        ? []
        : [at(addressPath(config, family, i), text, { kind: 'duplicate-address', other })];
    }),
  );
}

/** Returns the paths at which a node has the address. */
function pathsOf({ id, interfaces, publicConfig }: Node, text: string): readonly string[] {
  const base = `$.nodes[?@.id=='${id}']`;
  const found: string[] = [];
  interfaces.forEach(({ addresses }, i) => {
    addresses.forEach(({ address }, j) => {
      if (isGlobal(address) && address.text === text) found.push(`${base}.interfaces[${i}].addresses[${j}]`);
    });
  });
  if (publicConfig === undefined) return found;
  for (const family of bothFamilies) {
    const index = publicConfig[family].findIndex(({ address }) => address.text === text);
    if (index >= 0) found.push(`${base}.publicConfig.${addressPath(publicConfig, family, index)}`);
  }
  return found;
}

function at(field: string, value: string, problem: Problem): PlanError {
  return { ...problem, document: 'public-config', path: `$.${field}`, value };
}
