import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differences, told } from '../src/outside/differences.js';
import { type IdleMachine, idleMachine } from '../src/outside/machine.js';
import type { MachineRecord } from '../src/outside/record.js';
import { changesSince, settled } from '../src/outside/settled.js';
import { whyNoScratch } from '../src/scratch.js';

const why = whyNoScratch(['ip', 'bridge', 'tc', 'nft', 'ss', 'wg', 'wireguard-go', 'ps', 'busybox', 'ping']);
if (why !== undefined) console.warn(`SKIPPED: no machine is written down: ${why}`);

const counting = 'type filter hook output priority 0; counter accept;';
const start = `
sysctl -qw net.ipv6.conf.default.accept_dad=0
ip link add eth0 type veth peer name far
ip link set dev far up
ip link set dev eth0 up
ip link add br0 address 02:00:00:00:00:01 type bridge
ip address add 192.0.2.1/24 dev eth0
ip address add 198.51.100.1/24 dev eth0
ip netns add public
ip -n public link set dev lo up
ip netns exec public nft 'add table inet theirs; add chain inet theirs c { ${counting} }'
LOG_LEVEL=silent setsid wireguard-go -f wg0 </dev/null >/dev/null 2>&1 &
until wg show wg0 >/dev/null 2>&1; do sleep 0.05; done
`;
const peer = `${'A'.repeat(42)}8=`;
const runs = (line: string) => `setsid ${line} </dev/null >/dev/null 2>&1 &
until pgrep -f '^${line}' >/dev/null; do sleep 0.02; done`;
const address = (name: string, ...fields: readonly string[]) =>
  fields.map((field) => `host addresses eth0 ${name}: ${field}`);

/** Changes, one after the other, and all that each is found to be: in which namespace and section, and what. */
const seen: readonly (readonly [change: string, found: readonly string[]])[] = [
  ['ip link set dev eth0 alias theirs', ['host links eth0: ifalias']],
  [
    'ip link delete dev br0; ip link add br0 address 02:00:00:00:00:01 type bridge',
    ['host numbers link br0'],
  ],
  [
    'ip address change 192.0.2.1/24 dev eth0 valid_lft 1000 preferred_lft 1000',
    address('192.0.2.1/24', 'dynamic', 'ends'),
  ],
  [
    'ip address del 192.0.2.1/24 dev eth0; ip address add 192.0.2.1/24 dev eth0 valid_lft 1000 preferred_lft 1000',
    ['host order eth0'],
  ],
  ['ip route add 10.0.0.0/8 dev eth0 table 77', ['host routes 10.0.0.0/8 dev eth0 table 77']],
  [
    'ip -n public route add blackhole 2001:db8::/32 metric 7',
    ['public routes blackhole 2001:db8::/32 dev lo metric 7 table main'],
  ],
  ['ip rule add priority 9 from 10.0.0.0/8 table 77', ['host rules -4 9: from 10.0.0.0 to all table 77']],
  ['ip -n public -6 rule add priority 9 table 77', ['public rules -6 9: from all to all table 77']],
  [
    'ip neighbour add 192.0.2.9 lladdr 02:00:00:00:00:09 dev eth0 nud permanent',
    ['host neighbours 192.0.2.9 dev eth0 nud permanent'],
  ],
  ['ip neighbour add proxy 192.0.2.8 dev eth0', ['host neighbours 192.0.2.8 dev eth0 proxy']],
  ['ip nexthop add id 5 dev eth0', ['host nexthops 5']],
  ['bridge fdb add 02:00:00:00:00:07 dev br0 self permanent', ['host forwarding 02:00:00:00:00:07 dev br0']],
  ['sysctl -qw net.ipv4.conf.eth0.rp_filter=2', ['host parameters net.ipv4.conf.eth0.rp_filter']],
  [
    'ip netns exec public sysctl -qw net.ipv4.tcp_rmem="4096 87380 6291456"',
    ['public parameters net.ipv4.tcp_rmem'],
  ],
  ["ip netns exec public nft 'flush chain inet theirs c'", ['public ruleset table inet theirs']],
  ['nft add table ip mine', ['host ruleset table ip mine']],
  [
    runs('busybox nc -l -p 99'),
    ['host sockets tcp LISTEN *:99 *:*', 'machine processes busybox nc -l -p 99'],
  ],
  [
    `pkill -f '^busybox nc'; while pgrep -f '^busybox nc' >/dev/null; do sleep 0.02; done
${runs('busybox nc -l -p 99')}`,
    ['machine numbers process busybox nc -l -p 99: pid'],
  ],
  [`wg set wg0 peer ${peer} allowed-ips 10.0.0.0/8`, [`machine wireguard wg0 peer ${peer}`]],
  [`wg set wg0 peer ${peer} allowed-ips 10.0.0.0/9`, [`machine wireguard wg0 peer ${peer}: allowedIPs`]],
  ['ip netns add other', ['machine mounts /run/netns/other', 'other namespace other']],
  [
    // Made while the old one is there: the kernel gives a number that is free again to the next.
    `ip netns add next; ip netns delete other
touch /run/netns/other; mount --bind /run/netns/next /run/netns/other; ip netns delete next`,
    ['machine numbers namespace /run/netns/other'],
  ],
  [
    'mkdir /run/more; mount -t tmpfs tmpfs /run/more',
    ['machine files /run/more', 'machine mounts /run/more'],
  ],
  ['echo 1 >/run/state; chmod 600 /run/state', ['machine files /run/state']],
  ['echo 2 >/run/state', ['machine files /run/state: sha256']],
  ['chmod 644 /run/state', ['machine files /run/state: file']],
];

/** What moves by itself, or by being used. */
const unseen = [
  ['traffic', 'ip netns exec public ping -q -c 2 -i 0.2 127.0.0.1; ping -q -c 1 192.0.2.1'],
  [
    'a neighbour that was learned',
    'ip neighbour add 192.0.2.77 lladdr 02:00:00:00:00:09 dev eth0 nud reachable',
  ],
  ['somebody who looked', 'ip netns list-id; ip -d link'],
] as const;

describe.skipIf(why !== undefined)('a machine written down twice', () => {
  let machine: IdleMachine;
  let last: MachineRecord;
  beforeAll(async () => {
    machine = await idleMachine();
    machine.sh(start);
    last = await settled(machine.record);
  });
  afterAll(() => machine?.stop());

  test.each(unseen)('says nothing of %s', (_, script) => {
    machine.sh(script);
    expect(differences(last, machine.record()).map(told)).toEqual([]);
  });

  test.each(seen.map(([change, found]) => [found.join(', '), change, found] as const))(
    'tells %s, and nothing else',
    async (_, change, found) => {
      machine.sh(change);
      const names = (now: MachineRecord) =>
        differences(last, now)
          .map(({ namespace, section, what }) => `${namespace} ${section} ${what}`)
          .toSorted();
      let now = last;
      const taken = () => {
        now = machine.record();
        return names(now);
      };
      // A namespace that is deleted is gone a little later.
      await expect.poll(taken, { timeout: 10_000 }).toEqual(found.toSorted());
      last = now;
    },
  );

  test('tells what was there before and what after, and of a link that is new no more than that', async () => {
    machine.sh('ip link set dev far mtu 1400; ip rule del priority 9; ip link add br7 type bridge');
    expect(await changesSince(last, machine.record, { seconds: 0 })).toEqual([
      'host, links: far: mtu: was 1500, is 1400',
      expect.stringMatching(/^host, links: br7: is new, \{"ifname":"br7"/),
      expect.stringMatching(
        /^host, rules: -4 9: from 10\.0\.0\.0 to all table 77: is gone, was \{"priority":9/,
      ),
      'host, parameters: net.ipv6.conf.far.mtu: was "1500", is "1400"',
    ]);
    machine.sh('ip link set dev far mtu 1500; ip link delete br7');
  });

  test('waits for what comes to be as it was by itself', async () => {
    machine.sh('ip rule add priority 9 from 10.0.0.0/8 table 77');
    machine.sh('ip route add 10.9.0.0/16 dev eth0; (sleep 0.3; ip route del 10.9.0.0/16) >/dev/null 2>&1 &');
    expect(await changesSince(last, machine.record)).toEqual([]);
  });

  test('is an error where something cannot be asked', () => {
    machine.sh(
      "printf '#!/bin/sh\\nexit 3\\n' >/run/broken; chmod 755 /run/broken; mount --bind /run/broken $(command -v nft)",
    );
    expect(() => machine.record()).toThrow('the machine was not written down, exit 3');
  });
});
