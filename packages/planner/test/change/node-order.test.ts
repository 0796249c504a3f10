import { expect, test } from 'vitest';
import {
  type NodeWishes,
  type Operation,
  parseInventory,
  parseNodeConfig,
  parsePublicConfig,
  surveyedWishes,
} from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory } from '../documents.js';
import { broughtTo, nodePlan, started } from '../laws/node-world.js';
import { right } from '../right.js';

const home = { addresses: ['192.168.1.2/24'], gateways: ['192.168.1.1'] };
const interfaces = [0, 1].map((n) => ({ name: `eth${n}`, mac: `52:54:00:00:00:0${n}`, ...home }));

function wishes(uplink: JsonDocument, publicInterface?: string): NodeWishes {
  const [entry] = right(parseInventory(inventory({ id: 'a', interfaces }))).nodes;
  if (entry === undefined) throw new Error('no node');
  const config = right(parseNodeConfig({ schema: 'node-config/1', uplink }));
  const publicConfig = {
    schema: 'public-config/1',
    interface: publicInterface,
    ipv4: '203.0.113.9/24',
    gateway4: '203.0.113.1',
  };
  return publicInterface === undefined
    ? right(surveyedWishes(entry, config))
    : right(surveyedWishes(entry, config, right(parsePublicConfig(publicConfig))));
}

/** What the plan from one to the other does, as kinds and names. */
function steps(from: NodeWishes, to: NodeWishes): readonly string[] {
  const told = (operation: Operation) =>
    `${operation.kind} ${'name' in operation ? operation.name : ''}${'master' in operation ? ` ${operation.master}` : ''}`;
  return nodePlan(broughtTo(started(), from), to).operations.map(told);
}

test('a NIC leaves its bond, which lets it go down, before a VLAN is put on it', () => {
  const bonded = wishes({ bond: { interfaces: ['eth0', 'eth1'], mode: 'active-backup' } });
  const order = steps(bonded, wishes({ interface: 'eth0', vlan: 10 }));
  expect(order).toContain('LinkRemoveMaster eth0');
  expect(order.indexOf('LinkRemoveMaster eth0')).toBeLessThan(order.indexOf('LinkAdd vlan-zos'));
});

test('the public segment is rewired without closing a loop, and the uplink is not touched', () => {
  const hidden = wishes({ interface: 'eth0' });
  const open = wishes({ interface: 'eth0' }, 'eth1');
  const there = steps(hidden, open);
  expect(there).toContain('LinkRemoveMaster pub-zos');
  expect(there.indexOf('LinkRemoveMaster pub-zos')).toBeLessThan(there.indexOf('LinkSetMaster eth1 br-pub'));
  const back = steps(open, hidden);
  expect(back).toContain('LinkRemoveMaster eth1');
  expect(back.indexOf('LinkRemoveMaster eth1')).toBeLessThan(back.indexOf('LinkSetMaster pub-zos br-pub'));
  expect([...there, ...back].filter((step) => / (eth0|zos|br-ndmz)$/.test(step))).toEqual([
    'LinkSetMaster zos-pub zos',
  ]);
});

test('the uplink goes to another NIC, and the old one leaves first', () => {
  const order = steps(wishes({ interface: 'eth0' }), wishes({ interface: 'eth1' }));
  expect(order).toContain('LinkRemoveMaster eth0');
  expect(order.indexOf('LinkRemoveMaster eth0')).toBeLessThan(order.indexOf('LinkSetMaster eth1 zos'));
});
