import { describe, expect, test } from 'vitest';
import {
  basisOf,
  diff,
  emptyState,
  lower,
  type Operation,
  type Resource,
  type ResourceOf,
} from '../../src/index.js';

const own = { owner: '@node' } as const;
const mark = { mtu: 1500, alias: 'networkd:@node', disableIpv6: false } as const;
const why = { reason: 'changed', change: 'Update' } as const;

const nic: ResourceOf<'LinkMaster'> = {
  ...{ kind: 'LinkMaster', ...own, device: 'eth0', master: 'zos', type: 'bridge' },
  ...{ disableIpv6: true, mtu: 1500 },
};
const bond: ResourceOf<'Link'> = {
  kind: 'Link',
  ...own,
  name: 'bond-zos',
  type: 'bond',
  mode: 'active-backup',
  ...mark,
};
const vlan: ResourceOf<'Link'> = {
  ...{ kind: 'Link', ...own, name: 'vlan-zos', type: 'vlan', link: 'bond-zos', vlanId: 7 },
  ...mark,
};
const zos: ResourceOf<'Link'> = { kind: 'Link', ...own, name: 'zos', type: 'bridge', ...mark };
const left: ResourceOf<'Link'> = {
  kind: 'Link',
  ...own,
  name: 'pub-zos',
  type: 'veth',
  peer: 'zos-pub',
  ...mark,
};
const right: ResourceOf<'Link'> = { ...left, name: 'zos-pub', peer: 'pub-zos' };

function updated(before: Resource, after: Resource): readonly Operation[] {
  return lower([{ kind: 'Update', before, after, reason: 'changed' }]);
}

/** What is done from one state to the other, without what is for people. */
function steps(wanted: readonly Resource[], observed: readonly Resource[]): readonly string[] {
  return lower(diff(wanted, observed)).map((each) => {
    const { name = '', device = '' } = { ...each } as { name?: string; device?: string };
    return `${each.kind} ${name}${device}`;
  });
}

describe('a port is changed in place, and nothing beside it', () => {
  const set = { kind: 'LinkSet', ...own, name: 'eth0', ...why };
  const join = (master: string) => ({ kind: 'LinkSetMaster', ...own, name: 'eth0', master, ...why });

  test('into another bridge at once, with no moment down', () => {
    expect(updated(nic, { ...nic, master: 'br-pub' })).toStrictEqual([join('br-pub')]);
  });

  test('into a bond down, and out of one up again', () => {
    const bonded: ResourceOf<'LinkMaster'> = { ...nic, master: 'bond-zos', type: 'bond' };
    expect(updated(nic, bonded)).toStrictEqual([
      { ...set, up: false },
      join('bond-zos'),
      { ...set, up: true },
    ]);
    expect(updated(bonded, nic)).toStrictEqual([join('zos'), { ...set, up: true }]);
  });

  test('its MTU before it joins, its IPv6, and up where it was found down', () => {
    const key = 'net.ipv6.conf.eth0.disable_ipv6';
    expect(updated({ ...nic, mtu: 9000 }, nic)).toStrictEqual([{ ...set, mtu: 1500 }]);
    expect(updated({ ...nic, disableIpv6: false }, nic)).toStrictEqual([
      { kind: 'SysctlSet', ...own, key, value: '1', ...why },
    ]);
    expect(updated({ ...nic, up: false }, nic)).toStrictEqual([{ ...set, up: true }]);
    expect(updated({ ...nic, master: 'br-pub', mtu: 9000 }, nic)).toStrictEqual([
      { ...set, mtu: 1500 },
      join('zos'),
    ]);
  });

  test('back to its owner: with IPv6 and up, unless he had it otherwise', () => {
    const left = (observed: ResourceOf<'LinkMaster'>) =>
      lower(diff([], [observed])).map((each) => {
        const { up, value } = { ...each } as { up?: boolean; value?: string };
        return `${each.kind} ${up ?? value ?? ''}`.trim();
      });
    expect(left(nic)).toEqual(['SysctlSet 0', 'LinkRemoveMaster']);
    expect(left({ ...nic, ipv6WasOff: true })).toEqual(['LinkRemoveMaster']);
    expect(left({ ...nic, wasDown: true })).toEqual(['LinkSet false', 'SysctlSet 0', 'LinkRemoveMaster']);
  });

  test('of a link of ours only whose port it is', () => {
    const { disableIpv6: _, mtu: __, ...ours } = nic;
    const veth: ResourceOf<'LinkMaster'> = { ...ours, device: 'zos-pub' };
    expect(updated({ ...veth, master: 'br-pub' }, veth)).toStrictEqual([
      { kind: 'LinkSetMaster', ...own, name: 'zos-pub', master: 'zos', ...why },
    ]);
  });

  test('what is not wanted to be anything in particular is not compared', () => {
    const { disableIpv6: _, mtu: __, ...bare } = nic;
    expect(diff([bare], [nic])).toEqual([]);
    expect(diff([nic], [bare])).toHaveLength(1);
    expect(diff([nic], [{ ...nic, up: false }])).toHaveLength(1);
    expect(diff([nic], [{ ...nic, type: 'bond' }])).toHaveLength(1);
  });
});

describe('a link', () => {
  test('has its MAC address set where one is wanted, and left alone where none is', () => {
    const given: ResourceOf<'Link'> = { ...zos, address: '02:00:00:00:00:01' };
    expect(updated(zos, given)).toStrictEqual([
      { kind: 'LinkSet', ...own, name: 'zos', address: '02:00:00:00:00:01', ...why },
    ]);
    expect(diff([zos], [given])).toEqual([]);
    expect(diff([given], [zos])).toHaveLength(1);
    expect(diff([given], [{ ...given, address: '02:00:00:00:00:02' }])).toHaveLength(1);
  });

  test('that is a VLAN has its lower device raised first, and stretched where it is too small', () => {
    expect(updated({ ...vlan, lowerDown: true }, vlan)).toStrictEqual([
      { kind: 'LinkSet', ...own, name: 'bond-zos', up: true, ...why },
    ]);
    const onNic: ResourceOf<'Link'> = { ...vlan, link: 'eth0', lowerMtu: 9000, mtu: 9000 };
    expect(updated({ ...onNic, lowerMtu: 1500, mtu: 1500 }, onNic)).toStrictEqual([
      { kind: 'LinkSet', ...own, name: 'eth0', mtu: 9000, ...why },
      { kind: 'LinkSet', ...own, name: 'vlan-zos', mtu: 9000, ...why },
    ]);
  });

  test('comes into another namespace with its IPv6 on, no matter what it was before', () => {
    const away: ResourceOf<'Link'> = { ...left, netns: 'public', disableIpv6: true };
    expect(updated(away, { ...left, disableIpv6: true }).map(({ kind }) => kind)).toEqual([
      'LinkMove',
      'SysctlSet',
    ]);
    expect(updated(away, left).map(({ kind }) => kind)).toEqual(['LinkMove']);
  });
});

describe('a veth', () => {
  test('is made once, and each end then as it is wanted', () => {
    const other: ResourceOf<'Link'> = {
      ...right,
      mtu: 1400,
      address: '02:00:00:00:00:01',
      disableIpv6: true,
    };
    const [add, first, set, sysctl, ...more] = lower(diff([left, other], []));
    expect(more).toEqual([]);
    expect(add).toMatchObject({ kind: 'LinkAdd', name: 'pub-zos', peer: 'zos-pub', mtu: 1500 });
    expect(first).toMatchObject({ kind: 'SysctlSet', key: 'net.ipv6.conf.pub-zos.disable_ipv6', value: '0' });
    expect(set).toMatchObject({
      ...{ kind: 'LinkSet', name: 'zos-pub', mtu: 1400, address: '02:00:00:00:00:01', change: 'Create' },
    });
    expect(sysctl).toMatchObject({ kind: 'SysctlSet', key: 'net.ipv6.conf.zos-pub.disable_ipv6' });
  });

  test('is deleted once, whichever end is named first', () => {
    expect(steps([], [left, right])).toHaveLength(1);
    expect(steps([], [right, left])).toHaveLength(1);
    expect(steps([], [left])).toEqual(['LinkDelete pub-zos']);
  });

  test('goes whole and first where one end is to be another link', () => {
    const bridge: ResourceOf<'Link'> = { ...zos, name: 'zos-pub' };
    expect(steps([bridge], [left, right])).toEqual(['LinkDelete zos-pub', 'LinkAdd zos-pub', 'SysctlSet ']);
  });
});

describe('what is on a link that goes', () => {
  const other: ResourceOf<'Link'> = { ...bond, mode: '802.3ad' };
  const uplink: ResourceOf<'LinkMaster'> = {
    kind: 'LinkMaster',
    ...own,
    device: 'vlan-zos',
    master: 'zos',
    type: 'bridge',
  };
  const client: Resource = { kind: 'DhcpClient', ...own, device: 'vlan-zos' };
  const up: Resource = { kind: 'LinkUp', ...own, device: 'vlan-zos' };

  test('is made again with all that is its own, and its client starts again', () => {
    const rest = [vlan, zos, uplink, up, client];
    expect(steps([other, ...rest], [bond, ...rest])).toEqual([
      'LinkDelete bond-zos',
      'LinkAdd bond-zos',
      'SysctlSet ',
      'LinkSet bond-zos',
      'LinkAdd vlan-zos',
      'SysctlSet ',
      'LinkSetMaster vlan-zos',
      'LinkSet vlan-zos',
      'DhcpClientStart vlan-zos',
    ]);
  });

  test('is gone with it where it is not wanted, but not its client, which is stopped by name', () => {
    expect(steps([other, zos], [bond, vlan, zos, uplink, up, client])).toEqual([
      'LinkDelete bond-zos',
      'LinkAdd bond-zos',
      'SysctlSet ',
      'DhcpClientStop vlan-zos',
    ]);
  });

  test('and ports are made members of the bridge that comes for it', () => {
    const veth: ResourceOf<'Link'> = { ...left, name: 'zos', peer: 'x' };
    expect(steps([zos, nic], [veth, { ...veth, name: 'x', peer: 'zos' }, nic])).toEqual([
      'LinkDelete zos',
      'LinkAdd zos',
      'SysctlSet ',
      'LinkSet eth0',
      'LinkSetMaster eth0',
      'SysctlSet ',
      'LinkSet eth0',
    ]);
  });
});

describe('a DHCP client', () => {
  const client: Resource = { kind: 'DhcpClient', ...own, device: 'zos' };

  test('that is not on its link any more starts again', () => {
    expect(updated({ ...client, detached: true }, client)).toStrictEqual([
      { kind: 'DhcpClientStart', ...own, device: 'zos', ...why },
    ]);
    expect(diff([client], [{ ...client, detached: true }])).toHaveLength(1);
  });

  test('is stopped before its link goes', () => {
    expect(steps([], [zos, client])).toEqual(['DhcpClientStop zos', 'LinkDelete zos']);
  });
});

test('a plan goes stale with what it depends on, and with nothing else', () => {
  const client: Resource = { kind: 'DhcpClient', ...own, device: 'zos' };
  const basis = (resource: Resource) => basisOf({ ...emptyState('a'), resources: [resource] });
  const others: readonly (readonly [Resource, Resource])[] = [
    [nic, { ...nic, master: 'br-pub' }],
    [nic, { ...nic, type: 'bond' }],
    [nic, { ...nic, disableIpv6: false }],
    [nic, { ...nic, mtu: 9000 }],
    [nic, { ...nic, up: false }],
    [zos, { ...zos, address: '02:00:00:00:00:01' }],
    [vlan, { ...vlan, vlanId: 8 }],
    [vlan, { ...vlan, lowerMtu: 1500 }],
    [vlan, { ...vlan, lowerDown: true }],
    [bond, { ...bond, mode: '802.3ad' }],
    [left, { ...left, peer: 'x' }],
    [client, { ...client, detached: true }],
  ];
  for (const [one, other] of others) expect(basis(one)).not.toBe(basis(other));
  for (const [one] of others) expect(basis(one)).toBe(basis({ ...one, reason: 'why' }));
});
