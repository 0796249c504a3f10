import type { JsonDocument } from '../json-document.js';
import type { Shape, SketchedNode } from './sketch.js';

/** Returns a node of `inventory/1` with the addresses of its shape. */
export function underlayOf(node: SketchedNode): JsonDocument {
  const { id, shape, hidden, down, lan } = node;
  return {
    id,
    ...withBridge(withMtu(byShape[shape](node), node), lan),
    ...(lan === undefined ? {} : { lan: `rack-${lan}` }),
    ...(hidden ? { hidden } : {}),
    ...(down ? { down } : {}),
  };
}

/**
 * Adds the MTU. Most interfaces carry Ethernet's usual frames, some jumbo frames, and some lie behind an access that
 * carries less.
 */
function withMtu(underlay: JsonDocument, { number }: SketchedNode): JsonDocument {
  const interfaces = underlay['interfaces'] as readonly JsonDocument[];
  const mtu = mtus[number % mtus.length];
  return mtu === undefined
    ? underlay
    : { ...underlay, interfaces: interfaces.map((each) => ({ ...each, mtu })) };
}

const mtus = [undefined, 9000, undefined, 1400, 9000, undefined, 1500];

/** Adds what comes with Docker to a node on a LAN: a bridge of its own, with the address that all of them have. */
function withBridge(underlay: JsonDocument, lan: number | undefined): JsonDocument {
  const interfaces = underlay['interfaces'] as readonly JsonDocument[];
  return lan === undefined
    ? underlay
    : { ...underlay, interfaces: [...interfaces, nic('docker0', ['172.17.0.1/16'], [])] };
}

/** Private addresses say nothing about who shares a LAN; global ones are one node's alone. */
const byShape: Readonly<Record<Shape, (node: SketchedNode) => JsonDocument>> = {
  'dual-public': (node) => ({
    interfaces: [homeNic(node)],
    publicConfig: { interface: 'eth1', ...publicIPv4(node), ...publicIPv6(node) },
  }),
  'ipv4-public': (node) => ({
    interfaces: [homeNic(node)],
    publicConfig: { interface: 'eth1', ...publicIPv4(node) },
    listenPortsInUse: [51_820],
  }),
  'ipv6-public': (node) => ({
    interfaces: [homeNic(node)],
    publicConfig: { interface: 'eth0', ...publicIPv6(node) },
  }),
  'dual-inbound': (node) => ({
    interfaces: [nic('eth0', [ipv4(node), ipv6(node)], [gateway4(node), 'fe80::1'])],
    inbound: ['ipv4', 'ipv6'],
  }),
  'ipv4-inbound': (node) => ({
    interfaces: [
      nic('eth0', [ipv4(node)], [gateway4(node)]),
      nic('eth1', [ipv6(node)], ['fe80::1']),
      nic('eth2', [asideIPv4(node)], []),
    ],
    inbound: ['ipv4'],
  }),
  'ipv6-inbound': (node) => ({
    interfaces: [
      nic('eth0', [privateIPv4(node), ipv6(node)], ['192.168.0.1', 'fe80::1']),
      { ...nic('eth9', [], []), carrier: false },
    ],
    inbound: ['ipv6'],
  }),
  'ipv4-external': (node) => ({
    interfaces: [homeNic(node)],
    external: { ipv4: ipv4(node).replace('/24', '') },
  }),
  'ipv4-nat': (node) => ({ interfaces: [homeNic(node)] }),
  'ula-nat': (node) => ({
    farm: 'home',
    interfaces: [nic('eth0', [privateIPv4(node), `fd77::${group(node)}/64`], ['192.168.0.1', 'fe80::1'])],
  }),
  'firewalled-ipv6': (node) => ({ interfaces: [nic('eth0', [ipv6(node)], ['fe80::1'])] }),
  'firewalled-dual': (node) => ({
    interfaces: [nic('eth0', [privateIPv4(node), ipv6(node)], ['192.168.0.1', 'fe80::1'])],
  }),
};

function homeNic(node: SketchedNode): JsonDocument {
  return nic('eth0', [privateIPv4(node)], ['192.168.0.1']);
}

function nic(name: string, addresses: readonly string[], gateways: readonly string[]): JsonDocument {
  return { name, addresses, gateways };
}

function publicIPv4(node: SketchedNode): JsonDocument {
  return { ipv4: ipv4(node), gateway4: gateway4(node) };
}

function publicIPv6(node: SketchedNode): JsonDocument {
  return { ipv6: ipv6(node), gateway6: `2a02:1802:5e:${group(node)}::1` };
}

function privateIPv4({ number }: SketchedNode): string {
  return `192.168.0.${10 + number}/24`;
}

function ipv4({ number }: SketchedNode): string {
  return `185.69.${number}.10/24`;
}

/** Returns a global address, lower than the other, and on an interface without a gateway. */
function asideIPv4({ number }: SketchedNode): string {
  return `185.68.${number}.5/29`;
}

function gateway4({ number }: SketchedNode): string {
  return `185.69.${number}.1`;
}

function ipv6(node: SketchedNode): string {
  return `2a02:1802:5e:${group(node)}::a/64`;
}

/** Returns a group of an IPv6 address; from 1, so that its text is canonical. */
function group({ number }: SketchedNode): string {
  return (number + 1).toString(16);
}
