import type { Resource, ResourceOf } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../../test/shell/run.js';
import { lookOnly } from './stage.js';
import { device, hold } from './words.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: nothing is left half made on a real kernel: ${why}`);

const place = { owner: 'x', netns: 'n-x' };
const sysctl = (key: string, value: string): Resource => ({ kind: 'Sysctl', ...place, key, value });
const bridge: ResourceOf<'Link'> = {
  kind: 'Link',
  owner: 'x',
  name: 'b-x',
  type: 'bridge',
  mtu: 1500,
  alias: '',
  disableIpv6: false,
};
const tunnel: ResourceOf<'Link'> = { ...bridge, name: 'w-x', type: 'wireguard', mtu: 1420 };
const log = '/run/networkd/w-x.log';
const launch = `mkdir -m 700 /run/networkd\n${device('w-x', log)}`;

/** What the host answers for on the bridge, which is as it was made. */
const answering = {
  kind: 'Sysctl',
  owner: 'x',
  key: 'net.ipv4.conf.b-x.arp_ignore',
  value: '0',
};

function linksOf(resources: readonly Resource[]): readonly Resource[] {
  return resources.filter(({ kind }) => kind === 'Link');
}

describe.skipIf(why !== undefined)('of what a process that died has left, ours is', () => {
  test('a namespace with nothing in it, and what it was set to', async () => {
    const script = `ip netns add n-x
ip netns exec n-x sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=0 net.ipv4.conf.all.promote_secondaries=-1
ip -n n-x link set dev lo up`;
    expect((await lookOnly(script)).state).toEqual({
      schema: 'observed/2',
      node: 'a',
      resources: [
        { kind: 'Netns', owner: 'x', name: 'n-x' },
        sysctl('net.ipv4.conf.all.arp_announce', '0'),
        sysctl('net.ipv4.conf.all.arp_ignore', '0'),
        sysctl('net.ipv4.conf.all.promote_secondaries', '-1'),
        sysctl('net.ipv4.conf.all.send_redirects', '1'),
        sysctl('net.ipv4.ip_forward', '1'),
        sysctl('net.ipv6.conf.all.forwarding', '0'),
        { kind: 'LinkUp', ...place, device: 'lo' },
      ],
    });
  });

  test('a link in our group without its alias, or with one that no document could hold', async () => {
    const add = 'ip link add name b-x group 110 type bridge';
    expect((await lookOnly(add)).state.resources).toEqual([bridge, answering]);
    const named = `${add}\nip link set dev b-x alias '$(reboot); "\\'`;
    expect((await lookOnly(named)).state.resources).toEqual([bridge, answering]);
    const renamed = `${add}\nip link set dev b-x alias eth0`;
    expect((await lookOnly(renamed)).state.resources).toEqual([{ ...bridge, alias: 'eth0' }, answering]);
  });

  test('a link with its alias and without our group, as if it had no alias: rules go by the group', async () => {
    const script = 'ip link add name b-x type bridge; ip link set dev b-x alias networkd:x';
    expect((await lookOnly(script)).state.resources).toEqual([bridge, answering]);
  });

  test('a device whose process we have started, as yet without any mark, and no other', async () => {
    const started = await lookOnly(launch);
    expect(linksOf(started.state.resources)).toEqual([tunnel]);
    expect(started.state.foreign).toBeUndefined();
    const byOthers = await lookOnly(device('w-x', 'others.log'));
    expect(byOthers.state.resources).toEqual([]);
    expect(byOthers.state.foreign?.links).toEqual([{ name: 'w-x' }]);
    expect(byOthers.state.foreign?.listenPorts).toHaveLength(1);
    expect(byOthers.commands.join('\n')).not.toContain('wg show');
  });

  test('such a device by a log that is gone, in public where it was born', async () => {
    const script = `ip netns add public\nmkdir /run/networkd\n${device('w-x', log, 'public')}\nrm ${log}`;
    const { state } = await lookOnly(script);
    expect(linksOf(state.resources)).toEqual([{ ...tunnel, netns: 'public', birth: 'public' }]);
  });

  test('no key and no peer of a device that has none, nor of one whose process no longer listens', async () => {
    // Stopped, or it would notice, end, and take its device with it.
    const { state, keys } = await lookOnly(`${launch}\nkill -STOP $!\nrm /run/wireguard/w-x.sock`);
    expect(state.resources).toEqual([tunnel]);
    expect(keys).toEqual([]);
  });

  test('a link too small for IPv6, which it has back once it is larger', async () => {
    const script = `ip link add name b-x group 110 type bridge
sysctl -qw net.ipv6.conf.b-x.disable_ipv6=1
ip link set dev b-x mtu 1000`;
    expect((await lookOnly(script)).state.resources).toEqual([{ ...bridge, mtu: 1000 }, answering]);
    const { state } = await lookOnly(`${script}\nip link set dev b-x mtu 1500`);
    expect(state.resources).toEqual([bridge, answering]);
  });
});

describe.skipIf(why !== undefined)(
  'of a userspace device that plays the kernel’s own, which cannot run here',
  () => {
    const moved = `ip netns add public
ip netns add n-x
${device('w-x', 'log', 'public')}
ip -n public link set dev w-x group 110 alias networkd:x mtu 1420`;
    const kernel = { kind: 'wireguard' } as const;

    test('birth is where its port is held, no matter who else holds it elsewhere', async () => {
      const port = `ip -n public link set dev w-x netns n-x
wg set w-x listen-port 7001
${hold(7001)}`;
      const { state } = await lookOnly(`${moved}\n${port}`, kernel);
      const link = { ...tunnel, ...place, birth: 'public', alias: 'networkd:x' };
      expect(linksOf(state.resources)).toEqual([link]);
      expect(state.resources).toContainEqual({
        kind: 'ListenPort',
        ...place,
        device: 'w-x',
        birth: 'public',
        port: 7001,
      });
      expect(state.foreign?.listenPorts).toEqual([{ port: 7001 }]);
    });
  },
);
