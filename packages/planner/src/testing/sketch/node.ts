import type { NodeWishes } from '../../desired/node/node-wishes.js';
import { parseNodeConfig } from '../../document/node-config/parse.js';
import { parsePublicConfig } from '../../document/public-config/parse.js';
import type { Nic } from '../../node/nic.js';
import type { InterfaceName } from '../../scalar/name.js';
import { parseInterfaceAddress } from '../../scalar/prefix.js';
import { present } from '../../scalar/present.js';
import { known } from '../known.js';

/** What of a node's configuration, public configuration and NICs is drawn, before they are documents. */
export interface NodeSketch {
  readonly nics: number;
  readonly bond?: 'active-backup' | '802.3ad';
  readonly vlan?: number;
  readonly mtu?: number;
  readonly address?: number;
  /** Families of which tenants have a static address: of IPv4, IPv6, or both. */
  readonly egress?: readonly ('ipv4' | 'ipv6')[];
  readonly ping: boolean;
  readonly ports: readonly number[];
  readonly randomPorts: boolean;
  readonly segment: 'none' | 'named' | 'found';
  readonly publicVlan?: number;
  readonly public?: {
    readonly ipv4: readonly number[];
    readonly ipv6: readonly number[];
    readonly vlan?: number;
  };
  readonly found: number;
  /** Where the router is: on the prefix where it is not said, outside it, or it is an IPv6 one. */
  readonly router?: 'outside' | 'ipv6';
}

/** The NICs that such a node has. */
export const nicNames = ['eth0', 'eth1', 'eth2'] as const;

/** Returns the wishes that a sketch stands for. */
export function wishesOf(node: string, drawn: NodeSketch): NodeWishes {
  const nics = nicNames.slice(0, drawn.nics).map((name, i) => nic(name, i, drawn));
  const [first, second, third] = nics;
  if (first === undefined) throw new Error('no NIC');
  const isBonded = drawn.bond !== undefined && second !== undefined;
  const free = isBonded ? third : second;
  const publicConfig = publicOf(drawn, free?.name ?? first.name, free !== undefined);
  return {
    node,
    config: known(parseNodeConfig(configOf(drawn, isBonded, free?.name))),
    ...present({ publicConfig }),
    uplink: { nics: isBonded ? [first, second] : [first] },
    facts: { nics, links: linksOf(drawn) },
  };
}

function configOf(drawn: NodeSketch, isBonded: boolean, free: string | undefined) {
  const { bond, vlan: tag, mtu, address, segment, publicVlan, ping, ports, randomPorts, router } = drawn;
  const named = free !== undefined && segment === 'named';
  return {
    schema: 'node-config/1',
    uplink: {
      ...(isBonded ? { bond: { interfaces: nicNames.slice(0, 2), mode: bond } } : {}),
      ...present({ vlan: tag }),
      ...(mtu === undefined || (tag !== undefined && !isBonded && mtu > 1400) ? {} : { mtu }),
      ...(address === undefined
        ? {}
        : {
            addresses: [
              `192.168.${address}.${address}/${router === 'outside' ? 32 : 24}`,
              `2a02:1802:5e:${address}::2/64`,
            ],
            ...(router === 'ipv6'
              ? { gateways: ['fe80::1'], gateway4: 'fe80::1' }
              : { gateways: [`192.168.${router === 'outside' ? 77 : address}.1`, gateway6Of(router)] }),
          }),
    },
    ...(named ? { publicUplink: { interface: free, ...present({ vlan: publicVlan }) } } : {}),
    firewall: { ping },
    egress: { blockedTcpPorts: ports, randomPorts, ...egressOf(drawn) },
  };
}

function egressOf({ egress = [], address = 5 }: NodeSketch) {
  const fixed = {
    ipv4: [`192.168.${address}.9/24`, `192.168.${address}.1`],
    ipv6: ['2a02:1802:60::9/64', 'fe80::1'],
  };
  return {
    addresses: egress.map((family) => fixed[family][0]),
    gateways: egress.map((family) => fixed[family][1]),
  };
}

function gateway6Of(router: NodeSketch['router']): string {
  return router === 'outside' ? '2a02:1802:ff::1' : 'fe80::1';
}

function publicOf(drawn: NodeSketch, name: string, isFree: boolean) {
  const { public: wanted, router } = drawn;
  if (wanted === undefined || wanted.ipv4.length + wanted.ipv6.length === 0) return undefined;
  return known(
    parsePublicConfig({
      schema: 'public-config/1',
      interface: name,
      ...(wanted.vlan === undefined || !isFree ? {} : { vlan: wanted.vlan }),
      ...(wanted.ipv4.length === 0
        ? {}
        : {
            ipv4: wanted.ipv4.map((host) => `203.0.113.${host}/${router === 'outside' ? 32 : 24}`),
            gateway4: router === 'ipv6' ? 'fe80::1' : router === 'outside' ? '169.254.1.1' : '203.0.113.1',
          }),
      ...(wanted.ipv6.length === 0
        ? {}
        : { ipv6: wanted.ipv6.map((host) => `2a02:1802:99::${host}/64`), gateway6: gateway6Of(router) }),
    }),
  );
}

function nic(name: string, i: number, { segment }: NodeSketch): Nic {
  const addresses = segment === 'found' && i > 0 ? ['2a02:1802:60::5/64'] : [];
  return {
    name: name as InterfaceName,
    mac: `52:54:00:00:00:0${i}`,
    carrier: true,
    mtu: 1500,
    physical: true,
    addresses: addresses.map((text) => known(parseInterfaceAddress(text))),
    gateways: [],
  };
}

/** Returns what the host's bridge got from the segments around it: some of these, private or global. */
function linksOf({ found }: NodeSketch): NodeWishes['facts']['links'] {
  const texts = ['192.168.7.7/24', '185.69.160.7/24', '2a02:1802:61::7/64'].slice(0, found);
  const addresses = texts.map((text) => known(parseInterfaceAddress(text)));
  return [{ name: 'zos' as InterfaceName, addresses, gateways: [] }];
}
