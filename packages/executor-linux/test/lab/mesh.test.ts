import { setTimeout as sleep } from 'node:timers/promises';
import { type Lab, startLab } from '@networkd/lab/lab';
import { whyNoLab } from '@networkd/lab/machine/needs';
import { until } from '@networkd/lab/machine/until';
import { evidence } from '@networkd/lab/meter/evidence';
import { reach } from '@networkd/lab/meter/reach';
import { standardNetwork } from '@networkd/lab/network/standard-network';
import { apply, deliver, dial, nodesOf, type Tenant, tenantIn } from '@networkd/lab/network/tenant';
import { standardLab } from '@networkd/lab/underlay/standard';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoLab();
if (why !== undefined) console.warn(`SKIPPED: no mesh is brought up in the laboratory: ${why}`);

/** Seconds that a NAT remembers a UDP flow for, far less than without our hand. */
const natTimeout = 4;

/** Seconds of quiet after which it has forgotten all that nobody keeps alive. */
const quiet = 2 * natTimeout;

/** A version whose hidden nodes and laptop keep their flows alive, or do not. */
const version = (number: number, seconds: number) => ({
  ...standardNetwork,
  version: number,
  policy: { keepalive: { mode: 'dialler', seconds } },
});

describe.skipIf(why !== undefined)('a mesh of eight nodes and a laptop, brought up by tn apply', () => {
  let lab: Lab;

  async function bringUp(document: unknown) {
    const tenant = tenantIn(lab, document);
    deliver(tenant);
    const outcomes = await Promise.all(nodesOf(tenant).map((node) => apply(tenant, node)));
    expect(outcomes.map(({ status, stderr }) => (status === 0 ? '' : stderr)).join('')).toBe('');
    return tenant;
  }

  beforeAll(async () => {
    lab = await startLab(standardLab);
    for (const name of ['home', 'attic', 'cafe', 'farm']) {
      const timeouts = ['timeout', 'timeout_stream'].map(
        (key) => `net.netfilter.nf_conntrack_udp_${key}=${natTimeout}`,
      );
      expect((await lab.router(name).run(['sysctl', '-qw', ...timeouts])).status).toBe(0);
    }
  });

  afterAll(() => lab?.stop());

  test('every pair is reached as the planner says, in both families, and after a silence as well', async () => {
    const tenant = await bringUp(version(1, 1));
    expect((await dial(tenant, 'laptop')).status).toBe(0);
    const pairs = await reach(tenant);
    expect(pairs).toHaveLength(9 * 8);
    // The planner says both: straight, and over an aggregator; and that everybody is reached.
    expect(new Set(pairs.map(({ predicted }) => predicted.kind))).toEqual(new Set(['Direct', 'Via']));
    expect(new Set(pairs.flatMap(({ measured }) => measured.map(({ family }) => family)))).toEqual(
      new Set(['ipv4', 'ipv6']),
    );
    expect(await evidence(tenant, pairs)).toBe('');
    expect(await redirectsSent(tenant)).toEqual(nodesOf(tenant).map((node) => ({ node, sent: ['0', '0'] })));
    await sleep(quiet * 1000);
    expect(await evidence(tenant, await reach(tenant, 3))).toBe('');
  });

  test('it is the keepalive that lets a hidden node be reached after a silence', async () => {
    const fromOutside = ['ping', '-n', '-c', '3', '-i', '0.3', '-w', '2', '10.20.5.1'];
    const ping = () => lab.node('dual-2').run(fromOutside, { netns: 'n-lab' });
    expect((await ping()).status).toBe(0);
    await bringUp(version(2, 0));
    await sleep(quiet * 1000);
    expect((await ping()).status).not.toBe(0);
    await bringUp(version(3, 1));
    await until(async () => (await ping()).status === 0);
  });

  test('nothing from outside enters a network resource', async () => {
    const outsider = lab.node('spare-1');
    const by = ['203.0.113.20', '2001:db8:2::20'];
    await outsider.run(['ip', 'route', 'add', '10.20.0.0/16', 'via', by[0] ?? '']);
    await outsider.run(['ip', 'route', 'add', 'fd20:1234:5678::/48', 'via', by[1] ?? '']);
    // The neighbour forwards what it is sent, as a router would: it must be the network resource that lets nothing in.
    await lab
      .node('dual-2')
      .run(['sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1']);
    for (const target of [...by]) {
      expect((await outsider.run(['ping', '-n', '-c', '1', '-w', '2', target])).status).toBe(0);
    }
    for (const target of [
      '10.20.2.1',
      '10.20.1.1',
      '100.64.20.2',
      'fd20:1234:5678:2::1',
      'fd20:1234:5678:1::1',
    ]) {
      expect((await outsider.run(['ping', '-n', '-c', '3', '-i', '0.2', '-w', '1', target])).status).not.toBe(
        0,
      );
    }
    // A stranger who knows a public key and an endpoint, and dials.
    const key = standardNetwork.resources[1]?.publicKey ?? '';
    const dialled = await outsider.run([
      'sh',
      '-euc',
      `wireguard-go -f wg9 >/dev/null 2>&1 & until [ -S /run/wireguard/wg9.sock ]; do sleep 0.05; done; sleep 0.2
       umask 077; wg genkey >stranger.key
       wg set wg9 private-key stranger.key peer ${key} endpoint ${by[0]}:7001 allowed-ips 10.20.0.0/16 persistent-keepalive 1
       ip address add 100.64.99.1/32 dev wg9; ip link set wg9 up; sleep 3
       wg show wg9 latest-handshakes; wg show wg9 transfer; ip link delete wg9`,
    ]);
    const [handshakes = '', transfer = ''] = dialled.stdout.trim().split('\n');
    expect(handshakes.split('\t')[1]).toBe('0');
    const [, received, sent] = transfer.split('\t').map(Number);
    expect(received).toBe(0);
    expect(sent).toBeGreaterThan(0);
  });
});

/**
 * How many redirects each network resource has sent, in IPv4 and in IPv6. What goes over an aggregator leaves by the link it came in by, and yet
 * nobody is to be told of a shorter way.
 */
function redirectsSent(
  tenant: Tenant,
): Promise<readonly { readonly node: string; readonly sent: readonly (string | undefined)[] }[]> {
  const ofNode = async (node: string) => {
    const counters = ['grep', '-hE', '^Icmp:|OutRedirects', '/proc/net/snmp', '/proc/net/snmp6'];
    const { stdout } = await tenant.lab.node(node).run(counters, { netns: 'n-lab' });
    const [names = '', values = '', six = ''] = stdout.split('\n');
    return {
      node,
      sent: [values.split(' ')[names.split(' ').indexOf('OutRedirects')], six.split(/\s+/)[1]],
    };
  };
  return Promise.all(nodesOf(tenant).map(ofNode));
}
