import { desiredNode, type NodeState, nodeOwner, type Resource, type ResourceKind } from '@networkd/planner';
import { nodeWishes } from '@networkd/planner/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parametersOf } from '../../src/observe/file/parameter.js';
import { ownerOf, ownersAmong } from '../../src/observe/owner.js';
import { lookAt } from '../observe/stage.js';
import { whyNoDhcp } from './why.js';

const why = whyNoDhcp();
if (why !== undefined)
  console.warn(`SKIPPED: nothing of the node's own is observed on a real kernel: ${why}`);

const all = ownersAmong(undefined);
const hash = 'a'.repeat(64);

function ofKind({ resources }: NodeState, kind: ResourceKind): readonly Resource[] {
  return resources.filter((each) => each.kind === kind);
}

/** A bridge of the node's own, with a NIC as its port. */
const bridge = `ip netns add lan
ip link add eth0 type veth peer name gw0 netns lan
ip link add zos group 110 type bridge
ip link set zos alias networkd:@node address 52:54:00:00:00:07
ip link set eth0 master zos`;

/** A DHCP client as one of ours is started. */
const client = `mkdir -p /run/networkd/udhcpc
udhcpc -f -i zos -p /run/networkd/udhcpc/zos.pid -s /bin/true >/dev/null 2>&1 &
until [ -s /run/networkd/udhcpc/zos.pid ]; do sleep 0.05; done
cat /sys/class/net/zos/ifindex >/run/networkd/udhcpc/zos.link`;

test('every parameter that is planned for the node is read, and every link known by its name', () => {
  fc.assert(
    fc.property(nodeWishes(), (wishes) => {
      for (const each of desiredNode(wishes).resources) {
        if (each.kind === 'Sysctl') expect(parametersOf(each.netns)).toContain(each.key);
        if (each.kind !== 'Link') continue;
        const found = {
          ifindex: 1,
          ifname: each.name,
          flags: [],
          mtu: 1500,
          group: '110',
          linkinfo: { info_kind: each.type },
        };
        expect(ownerOf(found, all, each.netns)).toBe(nodeOwner);
        expect(ownerOf({ ...found, group: '0' }, all, each.netns)).toBeUndefined();
      }
    }),
    { numRuns: 100 },
  );
  const egressLink = {
    ifindex: 1,
    ifname: 'public',
    flags: [],
    mtu: 1500,
    group: '110',
    linkinfo: { info_kind: 'macvlan' },
  };
  expect(ownerOf(egressLink, all, 'n-x')).toBe('x');
  expect(ownerOf(egressLink, all, 'public')).toBe(nodeOwner);
  expect(ownerOf({ ...egressLink, ifname: 'zos' }, all, 'n-x')).toBeUndefined();
});

describe.skipIf(why !== undefined)('of the node’s own is', () => {
  test('a member of its bridge, and no member of a network’s or of others’', async () => {
    const { state } = await lookAt(`${bridge}
ip link add b-x group 110 type bridge; ip link set b-x alias networkd:x
ip link add br0 type bridge
ip link add v0 type veth peer name v1 netns lan; ip link set v0 master b-x
ip link add v2 type veth peer name v3 netns lan; ip link set v2 master br0
sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1`);
    expect(ofKind(state, 'LinkMaster')).toEqual([
      {
        kind: 'LinkMaster',
        owner: nodeOwner,
        device: 'eth0',
        master: 'zos',
        type: 'bridge',
        disableIpv6: true,
        mtu: 1500,
        up: false,
      },
    ]);
    const links = ofKind(state, 'Link');
    expect(links).toHaveLength(2);
    expect(links).toContainEqual(expect.objectContaining({ name: 'zos', address: '52:54:00:00:00:07' }));
    expect(links.find((each) => 'name' in each && each.name === 'b-x')).not.toHaveProperty('address');
  });

  test('nothing where only networks are asked for', async () => {
    const { state } = await lookAt(`${bridge}\n${client}\nip netns add ndmz`, { networks: ['x'] });
    expect(state.resources).toEqual([]);
    expect(state.foreign?.links).toEqual([{ name: 'eth0' }, { name: 'zos' }]);
  });

  test('a DHCP client, which is detached when its link or its namespace is another, and gone when it is', async () => {
    const found = async (script: string) =>
      ofKind((await lookAt(`${bridge}\n${client}\n${script}`)).state, 'DhcpClient');
    const dhcp = { kind: 'DhcpClient', owner: nodeOwner, device: 'zos' };
    expect(await found('true')).toEqual([dhcp]);
    expect(await found('ip link delete zos; ip link add zos type bridge')).toEqual([
      { ...dhcp, detached: true },
    ]);
    expect(await found('ip link delete zos')).toEqual([{ ...dhcp, detached: true }]);
    expect(await found('kill -9 $(cat /run/networkd/udhcpc/zos.pid); wait')).toEqual([]);
    // Another process by its number is not it.
    expect(
      await found(
        'kill -9 $(cat /run/networkd/udhcpc/zos.pid); sleep 99 & echo $! >/run/networkd/udhcpc/zos.pid',
      ),
    ).toEqual([]);
  });

  test('a table in the host by its name and its mark, beside those of networks, and no table that others made', async () => {
    const { state } = await lookAt(`nft -f - <<'END'
table inet networkd {
  comment "${hash}"
}
table inet w-x {
  comment "${hash}"
}
table inet w-y {
}
table inet others {
  comment "${hash}"
}
END
ip netns add public
ip netns exec public nft 'add table inet w-z { comment "${hash}"; }'`);
    const tables = ofKind(state, 'NftTable').map((each) => [
      each.owner,
      'netns' in each ? each.netns : 'host',
      'name' in each && each.name,
    ]);
    expect(tables).toEqual([
      [nodeOwner, 'host', 'networkd'],
      ['x', 'host', 'w-x'],
      ['z', 'public', 'w-z'],
    ]);
  });

  test('a namespace by one of its names with nothing of others in it, and what is in the host on a link of its own', async () => {
    const { state } = await lookAt(`${bridge}
ip netns add ndmz; ip netns add public
ip -n public link add br0 type bridge
ip link set zos up; ip link set eth0 up
ip address add 192.0.2.2/24 dev zos
ip address add 192.0.2.3/24 dev zos valid_lft 99 preferred_lft 99
ip route add default via 192.0.2.1 dev zos proto 110
ip route add 10.0.0.0/8 via 192.0.2.1 dev zos proto dhcp
sysctl -qw net.ipv6.conf.zos.accept_ra=2`);
    expect(ofKind(state, 'Netns')).toEqual([{ kind: 'Netns', owner: nodeOwner, name: 'ndmz' }]);
    expect(state.foreign?.netns).toEqual(['public']);
    expect(ofKind(state, 'Address')).toEqual([
      { kind: 'Address', owner: nodeOwner, device: 'zos', address: '192.0.2.2/24' },
    ]);
    expect(ofKind(state, 'Route')).toEqual([
      { kind: 'Route', owner: nodeOwner, destination: '0.0.0.0/0', device: 'zos', via: '192.0.2.1' },
    ]);
    expect(ofKind(state, 'Sysctl')).toContainEqual({
      kind: 'Sysctl',
      owner: nodeOwner,
      key: 'net.ipv6.conf.zos.accept_ra',
      value: '2',
    });
  });

  test('nothing that others have given, where an address comes or goes between the addresses and the routes', async () => {
    const up = `${bridge}\nip link set zos up; ip link set eth0 up`;
    const lease = 'ip address add 192.0.2.3/24 dev zos valid_lft 99 preferred_lft 99';
    const coming = await lookAt(up, { meanwhile: `${lease}; ip address add 192.0.2.4/25 dev zos` });
    expect(ofKind(coming.state, 'Carried')).toEqual([]);
    const going = await lookAt(`${up}; ${lease}`, { meanwhile: 'ip address flush dev zos' });
    expect(ofKind(going.state, 'Carried')).toEqual([]);
    // Of a NIC that is a port, it is somebody else's, with its route or not.
    const onPort = await lookAt(up, { meanwhile: 'ip address add 192.0.2.5/24 dev eth0' });
    expect(ofKind(onPort.state, 'Carried')).toMatchObject([
      { object: 'address', device: 'eth0', words: '192.0.2.5/24 dev eth0' },
    ]);
  });
});
