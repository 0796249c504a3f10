import { createHash } from 'node:crypto';
import {
  connect,
  desired,
  type NodeState,
  parsePrivateKey,
  publicKeyOf,
  type Resource,
  type ResourceKind,
  type ResourceOf,
} from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../../test/shell/run.js';
import { hub, right } from '../networks.js';
import { lookAt } from './stage.js';
import { device, marked } from './words.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: nothing is made by hand on a real kernel: ${why}`);

const place = { owner: 'x', netns: 'n-x' };

function ofKind<K extends ResourceKind>({ resources }: NodeState, kind: K): readonly Resource[] {
  return resources.filter((each) => each.kind === kind);
}

/** The firewall that a plan makes for the network x. */
function firewall(): ResourceOf<'NftTable'> {
  const { network, inventory } = hub(2);
  const table = desired(right(connect(network, inventory)), 'n0').resources.find(
    (each) => each.kind === 'NftTable',
  );
  if (table === undefined) throw new Error('no firewall is planned');
  return table;
}

/** A namespace of ours with that in its table. */
function withTable(body: string): string {
  return `${marked('x')}\nip netns exec n-x nft -f - <<'END'\ntable inet networkd {\n${body}\n}\nEND`;
}

describe.skipIf(why !== undefined)('made by hand and found as the planner would say it:', () => {
  test('routes of our protocol number in the main table, with the defaults of Linux left out', async () => {
    const script = `${marked('x')}
ip -n n-x address add 10.1.2.1/24 dev n-x
ip -n n-x address add 10.1.2.2/24 dev n-x
ip -n n-x address add fd00::1/64 dev n-x nodad
ip -n n-x address add fd00::2/64 dev n-x nodad valid_lft 100 preferred_lft 100
ip -n n-x address add 10.1.2.3/24 dev n-x scope link
ip -n n-x route add 10.1.0.0/16 dev n-x proto 110
ip -n n-x route append 10.1.0.0/16 via 10.1.2.9 dev n-x proto 110
ip -n n-x route add 10.1.0.0/16 dev n-x proto 110 metric 5
ip -n n-x route add default via 10.1.2.9 dev n-x proto 110
ip -n n-x route add 10.9.9.9 dev n-x proto 110
ip -n n-x route add blackhole 10.10.0.0/16 proto 110
ip -n n-x route add 10.11.0.0/16 dev n-x proto 110 table 9
ip -n n-x route add 10.12.0.0/16 dev n-x
ip -n n-x route add fd01::/48 dev n-x proto 110
ip -n n-x route add fd02::7 via fd00::9 dev n-x proto 110 metric 50
ip -n n-x -6 route add default dev n-x proto 110`;
    const { state } = await lookAt(script);
    const on = { kind: 'Route', ...place, device: 'n-x' };
    expect(ofKind(state, 'Route')).toEqual([
      { ...on, destination: '10.1.0.0/16' },
      { ...on, destination: '10.1.0.0/16', metric: 5 },
      { ...on, destination: '10.9.9.9/32' },
      { ...on, destination: '::/0' },
      { ...on, destination: 'fd01::/48' },
      { ...on, destination: '0.0.0.0/0', via: '10.1.2.9' },
      { ...on, destination: 'fd02::7/128', via: 'fd00::9', metric: 50 },
    ]);
    expect(ofKind(state, 'Address')).toEqual(
      ['10.1.2.1/24', '10.1.2.2/24', 'fd00::1/64'].map((address) => ({
        kind: 'Address',
        ...place,
        device: 'n-x',
        address,
      })),
    );
  });

  test('rules of our protocol number in both families', async () => {
    const script = `${marked('x')}
ip -n n-x rule add priority 7 from 10.1.2.0/24 to 10.1.3.7 table 9 protocol 110
ip -n n-x rule add priority 8 table main protocol 110
ip -n n-x rule add priority 9 iif lo table default protocol 110
ip -n n-x rule add priority 9 iif n-x table default protocol 110
ip -n n-x rule add priority 10 blackhole protocol 110
ip -n n-x rule add priority 11 table 9
ip -n n-x -6 rule add priority 7 from fd00::1 to fd01::/48 table local protocol 110`;
    const { state } = await lookAt(script);
    const rule = { kind: 'Rule', ...place };
    expect(ofKind(state, 'Rule')).toEqual([
      { ...rule, family: 'ipv4', priority: 7, from: '10.1.2.0/24', to: '10.1.3.7/32', table: 9 },
      { ...rule, family: 'ipv4', priority: 8, table: 254 },
      { ...rule, family: 'ipv4', priority: 9, table: 253 },
      { ...rule, family: 'ipv6', priority: 7, from: 'fd00::1/128', to: 'fd01::/48', table: 255 },
    ]);
  });

  test('peers wherever they are, and never their keys', async () => {
    const [one = '', two = '', three = ''] = [1, 2, 3].map((n) => Buffer.alloc(32, n).toString('base64'));
    const script = `ip netns add n-x
${device('w-x', 'log')}
ip link set dev w-x alias networkd:x netns n-x
echo ${one} >key
echo ${two} >psk
wg set w-x private-key key listen-port 7001 \\
  peer ${two} preshared-key psk endpoint 192.0.2.1:7002 persistent-keepalive 25 allowed-ips fd00::/64,10.1.3.0/24,10.1.2.0/24 \\
  peer ${three} endpoint 127.0.0.1:9`;
    const { state, keys } = await lookAt(script);
    const on = { kind: 'Peer', ...place, device: 'w-x' };
    const peers: readonly object[] = [
      {
        ...on,
        publicKey: two,
        endpoint: '192.0.2.1:7002',
        allowedIPs: ['10.1.2.0/24', '10.1.3.0/24', 'fd00::/64'],
        persistentKeepalive: 25,
      },
      { ...on, publicKey: three, allowedIPs: [] },
    ];
    expect(ofKind(state, 'Peer')).toEqual(peers);
    const publicKey = publicKeyOf(right(parsePrivateKey(one)));
    expect(keys).toEqual([publicKey]);
    expect(ofKind(state, 'WireGuardDevice')).toEqual([
      { kind: 'WireGuardDevice', ...place, device: 'w-x', publicKey },
    ]);
    expect(JSON.stringify(state)).not.toContain(one);
  });

  test('links that somebody moved, with what they are made of and where they were born', async () => {
    const script = `ip netns add public
${marked('x')}
${device('w-x', 'log', 'public')}
ip -n public link set dev w-x group 110 alias networkd:x netns 1
ip -n n-x link set dev n-x netns public
ip netns exec public sysctl -qw net.ipv6.conf.n-x.disable_ipv6=1`;
    const { state, commands } = await lookAt(script);
    expect(ofKind(state, 'Link').slice(1)).toEqual([
      {
        kind: 'Link',
        owner: 'x',
        netns: 'public',
        name: 'n-x',
        type: 'macvlan',
        link: 'b-x',
        mtu: 1500,
        alias: 'networkd:x',
        disableIpv6: true,
      },
      {
        kind: 'Link',
        owner: 'x',
        name: 'w-x',
        type: 'wireguard',
        birth: 'public',
        mtu: 1420,
        alias: 'networkd:x',
        disableIpv6: false,
      },
    ]);
    expect(state.foreign?.netns).toBeUndefined();
    expect(commands).toContain('wg show w-x dump');
  });

  test('the firewall as a plan makes it, and with its hash', async () => {
    const { reason: _, ...table } = firewall();
    const body = `comment "${table.hash}"\n${table.ruleset}`;
    expect(ofKind((await lookAt(withTable(body))).state, 'NftTable')).toEqual([table]);
  });

  test.each([
    ['a rule more', 'nft add rule inet networkd networkd-input counter accept'],
    ['a rule less', 'nft flush chain inet networkd networkd-forward'],
    ['another policy', "nft 'add chain inet networkd networkd-input { policy accept; }'"],
    ['a chain more', 'nft add chain inet networkd other'],
    ['a comment beyond ASCII', 'nft \'add rule inet networkd networkd-input accept comment "ü\t`"\''],
  ])('a firewall with %s is another, though its comment has not changed', async (_, command) => {
    const { hash, ruleset } = firewall();
    const script = `${withTable(`comment "${hash}"\n${ruleset}`)}\nip netns exec n-x ${command}`;
    const [table, ...more] = ofKind(
      (await lookAt(script)).state,
      'NftTable',
    ) as readonly ResourceOf<'NftTable'>[];
    expect(more).toEqual([]);
    expect(table?.hash).not.toBe(hash);
    expect(table?.hash).toBe(
      createHash('sha256')
        .update(table?.ruleset ?? '')
        .digest('hex'),
    );
    expect(table?.ruleset).not.toBe(ruleset);
  });

  test('a table of our name that others made is another firewall', async () => {
    const [table] = ofKind(
      (await lookAt(withTable(''))).state,
      'NftTable',
    ) as readonly ResourceOf<'NftTable'>[];
    expect(table).toMatchObject({ ...place, family: 'inet', name: 'networkd', ruleset: '' });
    expect(table?.hash).not.toBe(firewall().hash);
  });
});
