import type { Family } from '../../scalar/address.js';

/**
 * What a node can do on the underlay. The first seven can be dialled, over a publicConfig, on the node's own
 * interfaces (`inbound`) or through one-to-one NAT (`external`); the rest are behind a router.
 */
export const shapes = [
  'dual-public',
  'ipv4-public',
  'ipv6-public',
  'dual-inbound',
  'ipv4-inbound',
  'ipv6-inbound',
  'ipv4-external',
  'ipv4-nat',
  'ula-nat',
  'firewalled-ipv6',
  'firewalled-dual',
] as const;

export type Shape = (typeof shapes)[number];

/** A node and what the tenant network has on it, before it is written down as documents. */
export interface SketchedNode {
  readonly id: string;
  /** Numbers the node's addresses, after every edit. */
  readonly number: number;
  readonly shape: Shape;
  /** No edit hides it, takes it down or out of the network: what makes a path for every pair. */
  readonly anchor: boolean;
  readonly hidden: boolean;
  readonly down: boolean;
  readonly lan: number | undefined;
  readonly member: boolean;
  readonly aggregator: boolean;
  /** The third octet of its subnet, 1 to 99. */
  readonly slot: number;
  readonly port: number;
  /** The number of its key. */
  readonly key: number;
  /** Third octets of the access points that dial it, 100 to 254. */
  readonly accessPoints: readonly number[];
}

/** A tenant network and its inventory in a form where every value stands for a valid pair of documents. */
export interface Sketch {
  readonly id: string;
  readonly version: number;
  /** What keys are drawn from. */
  readonly seed: number;
  /** Which of a few ranges, 0 to 4; all of them private. */
  readonly range: number;
  readonly dualStack: boolean;
  readonly keepalive: { readonly mode: 'dialler' | 'every-peer'; readonly seconds: number } | undefined;
  readonly preferFamily: Family | undefined;
  readonly nodes: readonly SketchedNode[];
}

/** Most nodes a sketch can hold: each needs three slots of the /16. */
export const mostNodes = 77;

/** Says whether the node can be dialled from anywhere. Only then may it be named as an aggregator. */
export function isDialable({ shape, hidden, member }: SketchedNode): boolean {
  return member && !hidden && shapes.indexOf(shape) < 7;
}
