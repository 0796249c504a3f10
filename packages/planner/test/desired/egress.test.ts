import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  desiredNode,
  type NodeWishes,
  nodeOwner,
  parseNodeConfig,
  parseNodeId,
  type Resource,
} from '../../src/index.js';
import { nodeWishes } from '../../src/testing/index.js';
import { right } from '../right.js';

const [drawn] = fc.sample(nodeWishes(), { numRuns: 1, seed: 1 });
if (drawn === undefined) throw new Error('no wishes');

/** The wishes of a farmer who says that of tenants. */
function saying(egress: object): NodeWishes {
  const config = right(parseNodeConfig({ schema: 'node-config/1', egress }));
  return { ...(drawn as NodeWishes), node: right(parseNodeId('a')), config };
}

/** What tenants get of a family: who is asked for an address, or which one is set, and the gateway. */
function waysOf(wishes: NodeWishes, device: string): readonly string[] {
  return desiredNode(wishes).resources.flatMap((each) => wayOf(each, device));
}

function wayOf(each: Resource, device: string): readonly string[] {
  if (each.owner !== nodeOwner) return [];
  if (each.kind === 'Sysctl' && each.key === `net.ipv6.conf.${device}.accept_ra`)
    return [`accept_ra ${each.value}`];
  if (!('netns' in each) || each.netns !== 'ndmz' || !('device' in each) || each.device !== device) return [];
  if (each.kind === 'DhcpClient') return ['dhcp'];
  if (each.kind === 'Address') return [each.address];
  return each.kind === 'Route' ? [`${each.destination} via ${each.via}`] : [];
}

describe("tenants' addresses", () => {
  test('are asked for, unless the farmer sets them', () => {
    const nothing = saying({});
    expect(waysOf(nothing, 'npub4')).toEqual(['dhcp']);
    expect(waysOf(nothing, 'npub6')).toEqual(['accept_ra 2']);
  });

  test('are set in the family that the farmer gives, and asked for in the other', () => {
    const four = saying({ addresses: ['192.168.1.9/24'], gateways: ['192.168.1.1'] });
    expect(waysOf(four, 'npub4')).toEqual(['192.168.1.9/24', '0.0.0.0/0 via 192.168.1.1']);
    expect(waysOf(four, 'npub6')).toEqual(['accept_ra 2']);
    const six = saying({ addresses: ['2001:db8::9/64'], gateways: ['fe80::1'] });
    expect(waysOf(six, 'npub4')).toEqual(['dhcp']);
    expect(waysOf(six, 'npub6')).toEqual(['accept_ra 0', '2001:db8::9/64', '::/0 via fe80::1']);
  });
});
