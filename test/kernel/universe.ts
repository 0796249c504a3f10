import { type PrivateKey, privateKeyOf, publicKeyOf } from '@networkd/planner';
import { emptyKernel, type Kernel, withForeign } from '@networkd/planner/testing';
import type { Given } from './step.js';

/** The namespaces there can be beside the host's: one that is always there, and those of two networks. */
export const namespaces = ['public', 'n-x', 'n-y'] as const;

/** Private keys by their names: `s1` and `s2` are devices', and their public halves can be peers' too. */
export const secrets: ReadonlyMap<string, PrivateKey> = new Map(
  ['s1', 's2', 's3'].map((name, i) => [name, privateKeyOf(new Uint8Array(32).fill(i + 1))]),
);

/** The public keys there can be, with the secrets they are the public halves of. */
export const keys = [...secrets].map(([secret, key]) => ({ secret, publicKey: publicKeyOf(key) }));

/** The public half of a secret. */
export function publicHalf(secret: string): string {
  return keys.find((each) => each.secret === secret)?.publicKey ?? '';
}

/** A machine just booted, with a namespace that others made. */
export function machine(): Kernel {
  return withForeign(emptyKernel(), { kind: 'Netns', name: 'public' });
}

/** The links of a network where a plan leaves them. */
export function made(id: 'x' | 'y'): readonly Given[] {
  const netns = `n-${id}`;
  const alias = `networkd:${id}`;
  return [
    { kind: 'NetnsAdd', name: netns },
    { kind: 'LinkAdd', name: `b-${id}`, type: 'bridge', mtu: 1500, alias },
    { kind: 'LinkAdd', name: `n-${id}`, type: 'macvlan', link: `b-${id}`, mtu: 1500, alias },
    { kind: 'LinkMove', name: `n-${id}`, to: netns },
    { kind: 'LinkAdd', name: `w-${id}`, type: 'wireguard', mtu: 1420, alias },
    { kind: 'LinkMove', name: `w-${id}`, to: netns },
    { kind: 'LinkSet', name: `b-${id}`, up: true },
    { kind: 'LinkSet', netns, name: `n-${id}`, up: true },
    { kind: 'LinkSet', netns, name: `w-${id}`, up: true },
  ];
}
