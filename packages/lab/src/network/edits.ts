import { examplePublicKey } from '../key.js';
import { standardNetwork } from './standard-network.js';

/** `tenant-network/1`, before it is parsed. */
export interface NetworkDocument {
  readonly schema: 'tenant-network/1';
  readonly id: string;
  readonly version: number;
  readonly range: string;
  readonly range6: string;
  readonly resources: readonly Resource[];
  readonly accessPoints: readonly AccessPoint[];
  readonly aggregators: readonly string[];
  readonly policy?: { readonly keepalive: { readonly seconds: number } };
}

interface Prefixes {
  readonly subnet: string;
  readonly subnet6: string;
}

interface Resource extends Prefixes {
  readonly node: string;
  readonly publicKey: string;
  readonly listenPort: number;
}

interface AccessPoint extends Prefixes {
  readonly name: string;
  readonly node: string;
  readonly publicKey: string;
}

/** Makes a version of the one before. */
export type Edit = (network: NetworkDocument) => Partial<NetworkDocument>;

/** Returns the version after another. */
export function next(network: NetworkDocument, edit: Edit): NetworkDocument {
  return { ...network, ...edit(network), version: network.version + 1 };
}

export function resource(node: string, number: number): Resource {
  return { node, ...prefixes(number), ...key(node, 1), listenPort: 7001 };
}

export function joins(added: Resource): Edit {
  return ({ resources }) => ({ resources: [...resources, added] });
}

export function leaves(node: string): Edit {
  return ({ resources }) => ({ resources: resources.filter((each) => each.node !== node) });
}

export function changes(node: string, fields: Partial<Resource>): Edit {
  return ({ resources }) => ({
    resources: resources.map((each) => (each.node === node ? { ...each, ...fields } : each)),
  });
}

/** Makes the laptop the only access point. */
export function dials(node: string, number: number): Edit {
  return () => ({ accessPoints: [{ name: 'laptop', node, ...prefixes(number), ...key('laptop', 1) }] });
}

/** Returns one of the keys of the examples (packages/lab/src/key.ts), of which there are two generations. */
export function key(name: string, generation: 1 | 2): { readonly publicKey: string } {
  return { publicKey: examplePublicKey(`${standardNetwork.id}/${name}`, generation) };
}

export function forward(...aggregators: readonly string[]): Edit {
  return () => ({ aggregators });
}

/** Joins two edits of different things. */
export function both(one: Edit, other: Edit): Edit {
  return (network) => ({ ...one(network), ...other(network) });
}

export function prefixes(number: number): Prefixes {
  return { subnet: `10.20.${number}.0/24`, subnet6: `fd20:1234:5678:${number.toString(16)}::/64` };
}
