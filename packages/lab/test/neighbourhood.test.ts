import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from '../src/lab.js';
import { bootByHand } from '../src/machine/by-hand.js';
import { whyNoBareLab } from '../src/machine/needs.js';
import { until } from '../src/machine/until.js';
import { bare, bareLab } from '../src/underlay/bare.js';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no DHCP server is tried in the laboratory: ${why}`);

const internet = { ipv4: '1.1.1.1', ipv6: '2606:4700:4700::1111' };

describe.skipIf(why !== undefined).concurrent('in a neighbourhood', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(bareLab);
  });
  afterAll(() => lab?.stop());

  const run = async (node: string, ...argv: readonly string[]) => (await lab.node(node).run(argv)).stdout;
  const addressesOf = async (node: string, family: '-4' | '-6') =>
    [
      ...(await run(node, 'ip', family, 'address', 'show', 'dev', 'zos', 'scope', 'global')).matchAll(
        /inet6? ([^/]+)/g,
      ),
    ].flatMap(([, address]) => address ?? []);
  const defaultRoutes = (node: string, family: '-4' | '-6') =>
    run(node, 'ip', family, 'route', 'show', 'default');
  const hears = async (node: string, host: string) =>
    (await lab.node(node).run(['ping', '-n', '-c', '1', '-i', '0.2', '-w', '1', host])).status === 0;
  const flags = (node: string, nic: string) => run(node, 'ip', '-brief', 'link', 'show', 'dev', nic);
  /** The lease that a node holds. */
  const leaseOf = async (node: string) => {
    await until(async () => (await addressesOf(node, '-4')).length > 0);
    const [address] = await addressesOf(node, '-4');
    return { mac: (await run(node, 'cat', '/sys/class/net/eth0/address')).trim(), address };
  };

  test('nobody answers where no server is, and a slow one not at once', async () => {
    const node = lab.node('three-2'); // its eth1 is on the slow LAN
    await node.run(['ip', 'link', 'set', 'dev', 'eth1', 'up']);
    const client = ['udhcpc', '-f', '-n', '-q', '-t', '1', '-T', '2', '-i', 'eth1', '-s', '/bin/true'];
    expect((await node.run(client)).status).toBe(1);
    const deaf = await bootByHand(lab.node('three-1'), 'eth0');
    await sleep(4000);
    await deaf.kill();
    expect((await deaf.done).stdout).not.toContain('obtained');
    expect(await lab.router('odd').leasesOf('deaf-lan')).toEqual([]);
  });

  test('a lease without a router is no gateway', async () => {
    const node = lab.node('two-1');
    await node.carrier('eth0', 'up');
    const client = await bootByHand(node, 'eth0');
    await client.said('obtained');
    await until(async () => (await addressesOf('two-1', '-4')).length > 0);
    expect(await defaultRoutes('two-1', '-4')).toBe('');
    expect(await hears('two-1', internet.ipv4)).toBe(false);
    expect(await hears('two-1', '10.3.0.1')).toBe(true);
  });

  test('dnsmasq tells what it has leased to whom', async () => {
    const { leasesOf } = lab.router('farm');
    expect(await leasesOf('farm-lan')).toEqual([]);
    await (await bootByHand(lab.node('dual-1'), 'eth0')).said('obtained');
    expect(await leasesOf('farm-lan')).toEqual([await leaseOf('dual-1')]);
  });

  test('a client follows udhcpd, which tells its leases, too, to other addresses, and forgets what it lost', async () => {
    const router = lab.router('home');
    expect(await router.leasesOf('home-lan')).toEqual([]);
    await (await bootByHand(lab.node('home-1'), 'eth0')).said('obtained');
    await until(() => hears('home-1', internet.ipv4));
    const lease = await leaseOf('home-1');
    expect(lease.address).toMatch(/^192\.168\.1\.1\d\d$/);
    expect(await router.leasesOf('home-lan')).toEqual([lease]);
    await router.readdress('home-lan', ['192.168.77.1/24', '2001:db8:a::1/64']);
    await router.restartDhcp('home-lan', { range: ['192.168.77.10', '192.168.77.20'], lease: 16 });
    expect(await router.leasesOf('home-lan')).toEqual([]);
    await until(async () => (await leaseOf('home-1')).address?.startsWith('192.168.77.') === true, 60);
    await until(() => hears('home-1', internet.ipv4));
    expect(await router.leasesOf('home-lan')).toEqual([await leaseOf('home-1')]);
    await router.restartDhcp('home-lan');
    await until(async () => (await addressesOf('home-1', '-4')).length === 0, 60);
  });

  test('a router takes itself back, comes back with another prefix, and leaves a prefix without a gateway', async () => {
    const router = lab.router('exchange');
    await (await bootByHand(lab.node('six-1'), 'eth0')).said('broadcasting discover');
    await until(() => hears('six-1', internet.ipv6));
    await router.advertise('public-six');
    await until(async () => (await defaultRoutes('six-1', '-6')) === '');
    await router.readdress('public-six', ['2001:db8:7::1/64']);
    await router.advertise('public-six', {});
    await until(async () =>
      (await addressesOf('six-1', '-6')).some((each) => each.startsWith('2001:db8:7:0:')),
    );
    await until(() => hears('six-1', internet.ipv6));
    await router.advertise('public-six', { prefixes: ['2001:db8:8::/64'], lifetime: 0 });
    await until(async () =>
      (await addressesOf('six-1', '-6')).some((each) => each.startsWith('2001:db8:8:0:')),
    );
    expect(await defaultRoutes('six-1', '-6')).toBe('');
  });

  test('a cable that is pulled takes the carrier away, and gives it back', async () => {
    const node = lab.node('four-1');
    await (await bootByHand(node, 'eth0')).said('obtained');
    await until(() => hears('four-1', internet.ipv4));
    await node.carrier('eth0', 'down');
    expect(await flags('four-1', 'eth0')).toContain('NO-CARRIER');
    expect(await run('four-1', 'cat', '/sys/class/net/eth0/carrier')).toBe('0\n');
    expect(await hears('four-1', internet.ipv4)).toBe(false);
    await node.carrier('eth0', 'up');
    expect(await run('four-1', 'cat', '/sys/class/net/eth0/carrier')).toBe('1\n');
    await until(() => hears('four-1', internet.ipv4));
  });

  test('a card may have no carrier from the beginning', async () => {
    await run('three-2', 'ip', 'link', 'set', 'dev', 'eth0', 'up');
    await run('three-2', 'ip', 'link', 'set', 'dev', 'eth2', 'up');
    expect(await flags('three-2', 'eth0')).toContain('NO-CARRIER');
    expect(await flags('three-2', 'eth2')).not.toContain('NO-CARRIER');
  });
});

describe.skipIf(why !== undefined)('a segment with two routers', () => {
  test('has two gateways', async () => {
    const lab = await startLab({
      routers: [
        { name: 'left', segments: [{ segment: 'lan', addresses: ['2001:db8:1::1/64'], advertises: {} }] },
        { name: 'right', segments: [{ segment: 'lan', addresses: ['2001:db8:1::2/64'], advertises: {} }] },
      ],
      nodes: [{ name: 'a', nics: bare('lan') }],
      others: [],
    });
    try {
      await lab.node('a').run(['ip', 'link', 'set', 'dev', 'eth0', 'up']);
      const gateways = async () =>
        (await lab.node('a').run(['ip', '-6', 'route', 'show', 'default'])).stdout.match(/via fe80/g) ?? [];
      await until(async () => (await gateways()).length === 2);
    } finally {
      await lab.stop();
    }
  });
});

describe.skipIf(why !== undefined)('a neighbourhood that cannot be', () => {
  const serving = (dhcp: {
    readonly range: readonly [string, string];
    readonly lease: number;
    readonly delay?: number;
  }) =>
    startLab({
      routers: [{ name: 'home', segments: [{ segment: 'lan', addresses: ['10.0.0.1/24'], dhcp }] }],
      nodes: [],
      others: [],
    });
  test.each([
    [
      'a short lease that is late',
      { range: ['10.0.0.2', '10.0.0.9'], lease: 16, delay: 1 },
      /120 s and more/,
    ],
    ['addresses that are none', { range: ['10.0.0.2', '10.0.0.900'], lease: 120 }, /bad dhcp-range/],
  ] as const)('says why: %s', async (_, dhcp, said) => {
    await expect(serving(dhcp)).rejects.toThrow(said);
  });
});
