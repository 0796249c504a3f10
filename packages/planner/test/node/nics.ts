import {
  type Address,
  type Candidate,
  type InterfaceAddress,
  type InterfaceName,
  type Nic,
  parseAddress,
  parseInterfaceAddress,
  parseInterfaceName,
} from '../../src/index.js';
import { right } from '../right.js';

export const nameOf = (text: string): InterfaceName => right(parseInterfaceName(text));
export const addresses = (...texts: readonly string[]): readonly InterfaceAddress[] =>
  texts.map((text) => right(parseInterfaceAddress(text)));
export const gateways = (...texts: readonly string[]): readonly Address[] =>
  texts.map((text) => right(parseAddress(text)));

/** A NIC with a cable in it, and nothing given to it. */
export function nic(name: string, rest: Partial<Nic> = {}): Nic {
  return {
    name: nameOf(name),
    mac: '52:54:00:00:00:01',
    carrier: true,
    mtu: 1500,
    physical: true,
    addresses: [],
    gateways: [],
    ...rest,
  };
}

/** A NIC that was offered an IPv4 address and these gateways. */
export function leased(name: string, address: string, ...routers: readonly string[]): Candidate {
  return {
    nic: nic(name),
    ipv4: { addresses: addresses(address), gateways: gateways(...routers) },
  };
}

/** A NIC on which these routers advertised a prefix. */
export function advertised(name: string, address: string, ...routers: readonly string[]): Candidate {
  return {
    nic: nic(name),
    ipv6: { addresses: addresses(address), gateways: gateways(...routers) },
  };
}
