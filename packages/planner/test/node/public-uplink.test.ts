import { describe, expect, test } from 'vitest';
import {
  choosePublicUplink,
  defaultNodeConfig,
  desiredNode,
  emptyState,
  type NodeConfig,
  type NodeWishes,
  type Operation,
  parseInventory,
  parseNodeConfig,
  parsePublicConfig,
  planNode,
  type Resource,
  surveyedWishes,
} from '../../src/index.js';
import type { JsonDocument } from '../../src/testing/index.js';
import { inventory } from '../documents.js';
import { right } from '../right.js';

const home = { addresses: ['192.168.1.2/24'], gateways: ['192.168.1.1'] };
const ipv6 = { addresses: ['2a02:1802:60::5/64'], gateways: ['fe80::1'] };

/** A node with these NICs, eth0 and on. */
function node(
  nics: readonly JsonDocument[],
  config = defaultNodeConfig(),
  publicPart?: JsonDocument,
): NodeWishes {
  const interfaces = nics.map((nic, i) => ({ name: `eth${i}`, mac: `52:54:00:00:00:0${i}`, ...nic }));
  const [entry] = right(parseInventory(inventory({ id: 'a', interfaces }))).nodes;
  if (entry === undefined) throw new Error('no node');
  const publicConfig =
    publicPart === undefined
      ? undefined
      : right(
          parsePublicConfig({
            schema: 'public-config/1',
            ipv4: '203.0.113.9/24',
            gateway4: '203.0.113.1',
            ...publicPart,
          }),
        );
  return right(surveyedWishes(entry, config, publicConfig));
}

function configured(part: JsonDocument): NodeConfig {
  return right(parseNodeConfig({ schema: 'node-config/1', ...part }));
}

const single = { kind: 'single' };

test('one NIC serves both', () => {
  expect(choosePublicUplink(node([home]))).toEqual(single);
  expect(choosePublicUplink(node([home], defaultNodeConfig(), { interface: 'eth0' }))).toEqual(single);
});

test('the first free NIC with global IPv6, and no other', () => {
  expect(choosePublicUplink(node([home, {}, ipv6, ipv6Of(7)]))).toEqual({ kind: 'dual', interface: 'eth2' });
  expect(choosePublicUplink(node([home, { addresses: ['fd00::5/64'] }]))).toEqual(single);
  expect(choosePublicUplink(node([home, { ...ipv6, carrier: false }]))).toEqual(single);
  expect(choosePublicUplink(node([home, ipv6], configured({ ignore: ['eth1'] })))).toEqual(single);
});

describe('what stands is kept until a document says otherwise', () => {
  const observed = desiredNode(node([home, ipv6]));
  const quiet = { ...ipv6, addresses: [], gateways: [] };
  const kept = { kind: 'dual', interface: 'eth1' };
  const after = (nic: JsonDocument, config?: NodeConfig, publicPart?: JsonDocument) =>
    choosePublicUplink({ ...node([home, nic], config, publicPart), observed });

  test.each([
    ['without a cable', { ...ipv6, carrier: false }],
    ['without a router', quiet],
    ['without both', { ...quiet, carrier: false }],
  ])('%s', (_, nic) => {
    expect(after(nic)).toEqual(kept);
    expect(planned([home, nic], observed.resources).filter(({ kind }) => /Master/.test(kind))).toEqual([]);
  });

  test('one that has IPv6 does not take the place of one that is quiet', () => {
    expect(choosePublicUplink({ ...node([home, quiet, ipv6]), observed })).toEqual(kept);
  });

  test('a NIC that is gone, ignored, the uplink, or not named any more is not kept', () => {
    expect(choosePublicUplink({ ...node([home]), observed })).toEqual(single);
    expect(after(quiet, configured({ ignore: ['eth1'] }))).toEqual(single);
    expect(after(quiet, configured({ publicUplink: { interface: 'eth0' } }))).toEqual(single);
    const open = desiredNode(node([home, quiet], defaultNodeConfig(), { interface: 'eth1' }));
    expect(choosePublicUplink({ ...node([home, quiet]), observed: open })).toEqual(single);
  });
});

function planned(nics: readonly JsonDocument[], resources: readonly Resource[]): readonly Operation[] {
  const observed = { ...emptyState('a'), resources };
  return right(planNode({ ...node(nics), observed })).operations;
}

function ipv6Of(n: number) {
  return { addresses: [`2a02:1802:${n}::5/64`], gateways: ['fe80::1'] };
}

test('what a NIC has once it is a member of the bridge is what our own link there has', () => {
  const before = node([home, ipv6]);
  const [eth0, eth1] = before.facts.nics;
  const found = eth1?.addresses ?? [];
  if (eth0 === undefined || eth1 === undefined) throw new Error('no NICs');
  const name = (text: string) => text as typeof eth1.name;
  const nics = [eth0, { ...eth1, addresses: [], master: name('br-pub') }];
  const bridge = { name: name('br-pub'), addresses: [], gateways: [] };
  const npub6 = {
    name: name('npub6'),
    netns: name('ndmz'),
    link: name('br-pub'),
    addresses: found,
    gateways: [],
  };
  const after = { ...before, facts: { nics, links: [bridge, npub6] } };
  expect(choosePublicUplink(after)).toEqual({ kind: 'dual', interface: 'eth1' });
  expect(choosePublicUplink({ ...after, facts: { nics, links: [bridge] } })).toEqual(single);
  const theirs = { nics: [eth0, { ...eth1, master: name('docker0') }], links: [] };
  expect(choosePublicUplink({ ...before, facts: theirs })).toEqual(single);
});

describe('what is said counts for more than what is found', () => {
  const nics = [home, ipv6, ipv6Of(7)];

  test('the public configuration, then that of the node', () => {
    const config = configured({ publicUplink: { interface: 'eth2', vlan: 5 } });
    expect(choosePublicUplink(node(nics, config))).toEqual({ kind: 'dual', interface: 'eth2', vlan: 5 });
    expect(choosePublicUplink(node(nics, config, { interface: 'eth1' }))).toEqual({
      kind: 'dual',
      interface: 'eth1',
    });
  });

  test('a VLAN of the uplink, or of its bond, is a segment of its own unless it is that of the uplink', () => {
    const inVlan = { interface: 'eth0', vlan: 5 };
    expect(choosePublicUplink(node([home], defaultNodeConfig(), inVlan))).toEqual({
      kind: 'dual',
      interface: 'eth0',
      vlan: 5,
    });
    expect(choosePublicUplink(node([home], configured({ uplink: { vlan: 5 } }), inVlan))).toEqual(single);
    const bond = { interfaces: ['eth0', 'eth1'], mode: '802.3ad' };
    expect(choosePublicUplink(node(nics, configured({ uplink: { bond } }), inVlan))).toEqual({
      kind: 'dual',
      interface: 'bond-zos',
      vlan: 5,
    });
  });
});

test('a NIC without a MAC address cannot be planned from afar', () => {
  const [entry] = right(
    parseInventory(inventory({ id: 'a', interfaces: [{ name: 'eth0', ...home }] })),
  ).nodes;
  if (entry === undefined) throw new Error('no node');
  expect(surveyedWishes(entry, defaultNodeConfig())).toMatchObject({
    left: [{ kind: 'missing-field', path: "$.nodes[?@.id=='a'].interfaces[0].mac" }],
  });
});
