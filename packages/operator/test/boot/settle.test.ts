import {
  defaultNodeConfig,
  parseAddress,
  parseInterfaceAddress,
  parseInterfaceName,
} from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { boot } from '../../src/boot/boot.js';
import { settleAnnounced, settleLatest } from '../../src/boot/settle.js';
import { candidate, nic, nodeA } from '../fake/nic.js';
import { fakeNode, portsOf } from '../fake/node.js';
import { right } from '../right.js';

const wishes = { node: nodeA, config: defaultNodeConfig() };
const zos = right(parseInterfaceName('zos'));

/** A node of which nobody has made anything yet but that `eth0` is beneath `zos`: it never comes to rest. */
const restless = () => fakeNode({ nics: [nic('eth0', { master: zos })] });

describe('before a boot, a node is waited for', () => {
  /** How many seconds it was waited for where an owner was touched so many seconds ago. */
  async function waited(owner: string, ago: number): Promise<number> {
    const time = new Date(-ago * 1000).toISOString();
    const ports = portsOf({
      ...restless(),
      history: [{ kind: 'Applied', time, plan: 'p', owners: [{ id: owner }] }],
    });
    right(await settleLatest(ports, wishes)());
    return ports.clock.now() / 1000;
  }

  test.each([0, 4, 9])('until ten seconds have passed since it was touched, %i s ago', async (ago) => {
    const seconds = await waited('@node', ago);
    expect(seconds).toBeGreaterThanOrEqual(10 - ago);
    expect(seconds).toBeLessThan(11 - ago);
  });

  test('not where that was longer ago, or of another owner, or is still to come by its date', async () => {
    expect(await waited('@node', 11)).toBe(0);
    expect(await waited('fixture', 0)).toBe(0);
    expect(await waited('@node', -60)).toBe(0);
  });
});

test('after a boot, it is waited for what routers announce in IPv6, where they did on its NICs, and not for ever', async () => {
  const four = right(parseInterfaceAddress('192.168.1.10/24'));
  const six = right(parseInterfaceAddress('fd00:a::10/64'));
  const router = right(parseAddress('192.168.1.1'));
  const host = { name: zos, addresses: [four], gateways: [router] };
  const node = fakeNode({
    nics: [nic('eth0')],
    candidates: [candidate(nic('eth0'), '192.168.1.1')],
    links: [host],
  });
  right(await boot(portsOf(node), { ...wishes, wait: 30, tell: { boot: () => {}, execution: () => {} } })());
  const seconds = async (addresses: Parameters<typeof nic>[1]) => {
    const ports = portsOf(node);
    right(await settleAnnounced(ports, wishes, [nic('eth0', addresses)])());
    return ports.clock.now() / 1000;
  };
  expect(await seconds({ addresses: [four] })).toBe(0);
  expect(await seconds({ addresses: [four, six] })).toBeGreaterThanOrEqual(15);
  node.links = [{ ...host, addresses: [four, six], gateways: [router, right(parseAddress('fe80::1'))] }];
  expect(await seconds({ addresses: [four, six] })).toBe(0);
});
