import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeOwner, programs } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { leaseIn } from '../../src/dhcp/lease.js';
import { nicsAmong } from '../../src/node/found-nic.js';
import { noticeIn } from '../../src/node/monitor-line.js';
import { linksAbove } from '../../src/node/survey.js';
import { busOf } from '../../src/node/sysfs.js';
import { type FoundLink, linksIn } from '../../src/observe/ip/link.js';

const link = (ifname: string, rest: Partial<FoundLink> = {}): FoundLink => ({
  ifindex: 1,
  ifname,
  flags: [],
  mtu: 1500,
  link_type: '[1]',
  ...rest,
});

/** Linux' kinds of links without hardware, as `ip -details link` names them. */
const kind = (info_kind: string) => ({ linkinfo: { info_kind } });
const cable = { ...kind('veth'), link_netnsid: 0 };
const ownerOf = ({ ifalias }: FoundLink) => ifalias?.replace('networkd:', '');
const names = (links: readonly FoundLink[]) => nicsAmong(links, ownerOf).map(({ ifname }) => ifname);

describe('NICs', () => {
  // As iproute2 6.1 prints them on a machine with hardware, shortened.
  const machine = linksIn(
    JSON.parse(`[{},
      {"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP"],"mtu":65536,"link_type":"[772]","address":"00:00:00:00:00:00"},
      {"ifindex":2,"ifname":"enp3s0","flags":["BROADCAST","UP","LOWER_UP"],"mtu":1500,"master":"zos","link_type":"[1]","address":"52:54:00:00:00:01","linkinfo":{"info_slave_kind":"bridge"},"parentbus":"pci","parentdev":"0000:03:00.0"},
      {"ifindex":3,"ifname":"enx0","flags":["BROADCAST"],"mtu":1500,"link_type":"[1]","address":"52:54:00:00:00:02","parentbus":"usb","parentdev":"1-1:1.0"},
      {"ifindex":4,"ifname":"ib0","flags":["BROADCAST"],"mtu":2044,"link_type":"[32]","parentbus":"pci","parentdev":"0000:04:00.0"},
      {"ifindex":5,"ifname":"veth1","flags":["BROADCAST"],"mtu":1500,"link_type":"[1]","link_netnsid":0,"linkinfo":{"info_kind":"veth"}},
      {"ifindex":6,"ifname":"docker0","flags":["BROADCAST"],"mtu":1500,"link_type":"[1]","linkinfo":{"info_kind":"bridge"}}]`),
  );

  test('are pieces of hardware that carry Ethernet, and nothing else where there are any', () => {
    expect(names(machine)).toEqual(['enp3s0', 'enx0']);
  });

  test('are pieces of hardware where ip(8) does not say it and sysfs does, as before 5.14', () => {
    const silent = machine.map(({ parentdev, ...rest }) => rest);
    const root = mkdtempSync(join(tmpdir(), 'networkd-sysfs-'));
    const device = (name: string, index: number, mac: string, bus?: string) => {
      mkdirSync(join(root, name, 'device'), { recursive: true });
      writeFileSync(join(root, name, 'ifindex'), `${index}\n`);
      writeFileSync(join(root, name, 'address'), `${mac}\n`);
      if (bus !== undefined) symlinkSync(`../../../../bus/${bus}`, join(root, name, 'device', 'subsystem'));
    };
    device('enp3s0', 2, '52:54:00:00:00:01', 'pci');
    // What another namespace has by that name, and what is on no bus.
    device('enx0', 3, '52:54:00:00:00:99', 'usb');
    device('docker0', 6, '52:54:00:00:00:06');
    try {
      const found = nicsAmong(silent, ownerOf, (each) => busOf(each, root));
      expect(found.map(({ ifname }) => ifname)).toEqual(['enp3s0']);
      expect(names(silent)).toEqual(['veth1']);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test('are cables to elsewhere where there is no hardware, and not what is ours or a workload’s', () => {
    const zos = link('zos', { ...kind('bridge'), ifalias: `networkd:${nodeOwner}` });
    const tenant = link('b-x', { ...kind('bridge'), ifalias: 'networkd:x' });
    const links = [
      link('lo', { link_type: '[772]' }),
      link('eth0', { ...cable, master: 'zos' }),
      link('eth1', cable),
      link('eth2', { ...cable, master: 'br0' }),
      link('workload', { ...cable, master: 'b-x' }),
      link('pub-zos', { ...kind('veth'), ifalias: `networkd:${nodeOwner}` }),
      link('both-here', kind('veth')),
      link('br0', kind('bridge')),
      link('tun0', { ...kind('tun'), link_type: '[65534]' }),
      link('macvlan0', kind('macvlan')),
      zos,
      tenant,
    ];
    expect(names(links)).toEqual(['eth0', 'eth1', 'eth2']);
  });

  test('are beneath bonds, VLANs and bridges, through any number of them', () => {
    const [nic, other] = [link('eth0', { master: 'bond-zos' }), link('eth1')];
    const bond = link('bond-zos', kind('bond'));
    const vlan = link('vlan-zos', { ...kind('vlan'), link: 'bond-zos', master: 'zos' });
    const zos = link('zos', kind('bridge'));
    const all = [zos, vlan, bond, nic, other, link('b-x', kind('bridge'))];
    expect(linksAbove([nic], all).map(({ ifname }) => ifname)).toEqual(['bond-zos', 'vlan-zos', 'zos']);
    expect(linksAbove([other], all)).toEqual([]);
  });
});

describe('a line of ip monitor', () => {
  test.each([
    [
      '[LINK]2: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue',
      { subject: 'link', device: 'eth0', carrier: true },
    ],
    [
      '[LINK]2: zos: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500',
      { subject: 'link', device: 'zos', carrier: false },
    ],
    ['[LINK]Deleted 2: zos: <BROADCAST,MULTICAST> mtu 1500', { subject: 'link', device: 'zos' }],
    [
      '[ADDR]Deleted 2: zos    inet 10.0.0.2/24 scope global dynamic zos\\',
      { subject: 'address', device: 'zos' },
    ],
    ['[ROUTE]default via 10.0.0.1 dev zos proto dhcp metric 110 ', { subject: 'route', device: 'zos' }],
    ['[ROUTE]blackhole 10.8.0.0/16 ', { subject: 'route' }],
    ['[NEIGH]10.0.0.1 dev zos lladdr 52:54:00:00:00:01 REACHABLE', undefined],
    ['Dump was interrupted and may be inconsistent.', undefined],
    ['', undefined],
  ])('%j', (line, notice) => {
    expect(noticeIn(line)).toEqual(notice);
  });
});

describe('what a DHCP client wrote down', () => {
  const whole = { address: '192.0.2.7/24', gateways: ['192.0.2.1'], server: '192.0.2.2', seconds: 600 };

  test('is a lease, with as much as it says', () => {
    expect(leaseIn(JSON.stringify(whole))).toMatchObject({
      addresses: [{ text: '192.0.2.7/24' }],
      gateways: [{ text: '192.0.2.1' }],
      lease: { server: { text: '192.0.2.2' }, seconds: 600 },
    });
    expect(leaseIn('{"address":"192.0.2.7/24"}')).toMatchObject({ gateways: [], lease: {} });
    expect(
      leaseIn(JSON.stringify({ ...whole, gateways: ['x', 7, '192.0.2.9'], server: 'x', seconds: '6' })),
    ).toMatchObject({
      gateways: [{ text: '192.0.2.9' }],
      lease: {},
    });
  });

  test.each(['', '{', 'null', '[]', '7', '{"address":"192.0.2.7"}', '{"address":7}'])(
    'is none: %j',
    (text) => {
      expect(leaseIn(text)).toBeUndefined();
    },
  );

  test.each([
    ['zos.pid', { device: 'zos' }],
    ['ndmz:npub4.pid', { netns: 'ndmz', device: 'npub4' }],
    ['zos.lease', undefined],
    [':zos.pid', undefined],
    ['a:b:c.pid', undefined],
  ])('and its process is of the link that %j names', (name, place) => {
    expect(programs.udhcpc.linkOf(name)).toEqual(place);
  });
});
