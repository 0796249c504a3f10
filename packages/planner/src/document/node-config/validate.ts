import type { PlanError, Problem } from '../../error.js';
import type { Family } from '../../scalar/address.js';
import { ndmzPart } from '../../scalar/address-class.js';
import { networkOf } from '../../scalar/prefix.js';
import { gatewayProblem } from '../gateway.js';
import { duplicates } from '../unique.js';
import type { NodeConfig, UplinkConfig } from './document.js';

/** What a node's configuration says that could contradict itself. */
export type NodeWishes = Pick<NodeConfig, 'ignore' | 'uplink' | 'publicUplink' | 'egress'>;

/** Finds every contradiction between the values of a node's configuration. */
export function validateNodeConfig(config: NodeWishes): readonly PlanError[] {
  const { ignore, uplink, egress } = config;
  const ports = egress.blockedTcpPorts.map(String);
  return [
    ...checkBond(uplink),
    ...checkIgnored(config),
    ...checkPublicUplink(config),
    ...checkAddresses('uplink', uplink),
    ...checkAddresses('egress', egress),
    ...checkShared(config),
    ...duplicates('node-config', 'duplicate-name', ignore, (i) => `$.ignore[${i}]`),
    ...duplicates('node-config', 'duplicate-port', ports, (i) => `$.egress.blockedTcpPorts[${i}]`),
  ];
}

/** Refuses a bond beside a single NIC, a bond without a NIC, and a NIC that the bond names twice. */
function checkBond({ interface: name, bond }: UplinkConfig): readonly PlanError[] {
  if (bond === undefined) return [];
  const [first] = bond.interfaces;
  const path = '$.uplink.bond.interfaces';
  return [
    ...(name === undefined
      ? []
      : [conflict('$.uplink.interface', name, '$.uplink.bond', bond.interfaces.join())]),
    ...(first === undefined ? [at(`${path}[0]`, '', { kind: 'missing-field', expected: 'a string' })] : []),
    ...duplicates('node-config', 'duplicate-name', bond.interfaces, (i) => `${path}[${i}]`),
  ];
}

/** Refuses a NIC that is to be left alone and yet is to be used. */
function checkIgnored({ ignore, uplink, publicUplink }: NodeWishes): readonly PlanError[] {
  const used = [
    { path: '$.uplink.interface', name: uplink.interface },
    ...(uplink.bond?.interfaces ?? []).map((name, i) => ({ path: `$.uplink.bond.interfaces[${i}]`, name })),
    { path: '$.publicUplink.interface', name: publicUplink?.interface },
  ];
  return used.flatMap(({ path, name }) => {
    const index = name === undefined ? -1 : ignore.indexOf(name);
    return name === undefined || index < 0 ? [] : [conflict(path, name, `$.ignore[${index}]`, name)];
  });
}

/** Refuses the uplink for the public segment, unless in a VLAN of its own. */
function checkPublicUplink({ uplink, publicUplink }: NodeWishes): readonly PlanError[] {
  if (publicUplink === undefined) return [];
  const { interface: name, vlan } = publicUplink;
  const inBond = uplink.bond?.interfaces.includes(name) === true;
  const tagged = vlan !== undefined && vlan !== uplink.vlan;
  return (inBond || name === uplink.interface) && !tagged
    ? [at('$.publicUplink.interface', name, { kind: 'interface-is-uplink' })]
    : [];
}

/** Addresses and gateways that somebody sets by hand, and the field they are in. */
type Fixed = Pick<UplinkConfig, 'addresses' | 'gateways' | 'gateway4'>;
type Field = 'uplink' | 'egress';

/**
 * Checks static addresses and gateways. No address stands twice or is one of `ndmz`. Each family has both or
 * neither, and one gateway.
 */
function checkAddresses(field: Field, fixed: Fixed): readonly PlanError[] {
  const again = duplicates(
    'node-config',
    'duplicate-address',
    textsOf(fixed),
    (i) => `$.${field}.addresses[${i}]`,
  );
  const taken = fixed.addresses.flatMap(({ address, length, text }, i) => {
    const part = ndmzPart(networkOf(address, length));
    return part === undefined
      ? []
      : [at(`$.${field}.addresses[${i}]`, text, { kind: 'unusable-range', meets: part.text })];
  });
  return [...again, ...taken, ...families.flatMap((family) => checkGateways(field, family, fixed))];
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

function checkGateways(
  field: Field,
  family: Family,
  { addresses, gateways, gateway4 }: Fixed,
): readonly PlanError[] {
  const own = addresses.filter(({ address }) => address.kind === family);
  const listed = gateways
    .map((gateway, i) => ({ gateway, path: `$.${field}.gateways[${i}]` }))
    .filter(({ gateway }) => gateway.kind === family);
  const named = family === 'ipv4' && gateway4 !== undefined;
  const [first, ...more] = named ? [{ gateway: gateway4, path: `$.${field}.gateway4` }, ...listed] : listed;
  const problem = gatewayProblem(own, first?.gateway);
  const path = first?.path ?? `$.${field}.gateways`;
  return [
    ...(problem === undefined ? [] : [at(path, first?.gateway.text ?? '', { kind: 'bad-gateway', problem })]),
    ...more.map(({ gateway, path: place }) => conflict(place, gateway.text, path, first?.gateway.text ?? '')),
  ];
}

/**
 * Refuses an address of both the host and its tenants. They are two hosts on one segment, so it would be nobody's.
 */
function checkShared({ uplink, egress }: NodeWishes): readonly PlanError[] {
  const hosts = textsOf(uplink);
  return textsOf(egress).flatMap((text, i) => {
    const index = hosts.indexOf(text);
    if (index < 0) return [];
    const other = { path: `$.uplink.addresses[${index}]`, value: text };
    return [at(`$.egress.addresses[${i}]`, text, { kind: 'egress-is-uplink', other })];
  });
}

function textsOf({ addresses }: Fixed): readonly string[] {
  return addresses.map(({ address }) => address.text);
}

function conflict(path: string, value: string, otherPath: string, otherValue: string): PlanError {
  return at(path, value, { kind: 'conflicting-fields', other: { path: otherPath, value: otherValue } });
}

function at(path: string, value: string, problem: Problem): PlanError {
  return { ...problem, document: 'node-config', path, value };
}
