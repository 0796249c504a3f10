import { container } from '@networkd/lab/fleet/container';
import { answering } from '@networkd/lab/fleet/echoes';
import { configure, internet, startFleet, succeeded, unguard } from '@networkd/lab/fleet/fleet';
import { blue, fleetLab, red, tenants } from '@networkd/lab/fleet/nodes';
import { inside, namespacesOf, type Place, placesOf } from '@networkd/lab/fleet/places';
import { found, listen, scanned } from '@networkd/lab/fleet/services';
import type { Lab } from '@networkd/lab/lab';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { until } from '@networkd/lab/machine/until';
import { scan } from '@networkd/lab/meter/scanner';
import { dialling } from '@networkd/lab/meter/tcp';
import { answering as answeringUdp, asking } from '@networkd/lab/meter/udp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no tenant asks for the Internet: ${why}`);

const names = fleetLab.nodes.map(({ name }) => name);

/** Whose IPv4 address the Internet sees of a tenant: a router's that masquerades, or the node's own in the ndmz. */
const behind: Readonly<Record<string, string>> = {
  'dual-public': '192.0.2.10',
  'dual-hidden': '192.0.2.10',
  'single-hidden': '192.0.2.11',
};

/** Where the neighbour is on the Internet. */
const afar = ['198.51.100.9', '2001:db8:1::9'];

/** Where it is on the segments of the hosts of nodes: the farmer's own networks. */
const beside: Readonly<Record<string, readonly string[]>> = {
  'dual-public': ['172.16.0.9'],
  'single-public': afar,
  'single-hidden': ['192.168.1.9', '2001:db8:a::9'],
};

const sorted = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).toSorted();

describe.skipIf(why !== undefined)('a tenant', () => {
  let lab: Lab;
  let places: readonly Place[];
  beforeAll(async () => {
    ({ lab } = await startFleet());
    await listen(lab.node('neighbour'), 'host');
    const all = names.map(async (name) => {
      const node = lab.node(name);
      for (const tenant of tenants) if (tenant.members.includes(name)) await container(node, tenant);
      await Promise.all((await namespacesOf(node)).map((netns) => listen(node, netns)));
      return placesOf(node);
    });
    places = (await Promise.all(all)).flat();
  });
  afterAll(() => lab?.stop());

  /** All addresses but the tenant's own; those that several nodes have are one. */
  const others = () => [
    ...new Set([
      ...places.filter(({ netns }) => !netns.endsWith(blue.id)).map(({ address }) => address),
      ...Object.values(beside).flat(),
    ]),
  ];
  const addressOf = (node: string, link: string) =>
    places.find((place) => place.node === node && place.link === link)?.address ?? '';
  /** As whom the Internet sees who dials it from a namespace; nothing where it is not reached. */
  const asWhom = async (node: string, netns: string, host: string, port: number) => {
    return (await lab.node(node).run([process.execPath, ...dialling(host, port, 1000)], inside(netns)))
      .stdout;
  };
  const { ipv4, ipv6, web, mail } = internet;

  test.each(names)('on %s reaches the Internet in both families, as the node', async (name) => {
    await until(async () => (await asWhom(name, 'n-red', ipv6, web)) !== '');
    for (const netns of ['n-red', 'c-red']) {
      expect(await asWhom(name, netns, ipv4, web)).toBe(behind[name] ?? addressOf(name, 'npub4'));
      expect(await asWhom(name, netns, ipv6, web)).toBe(addressOf(name, 'npub6'));
    }
  });

  test('sends no mail, until the farmer lets it', async () => {
    const sent = async (node: string, netns: string) => {
      const asked = [ipv4, ipv6].flatMap((host) => mail.map((port) => asWhom(node, netns, host, port)));
      return (await Promise.all(asked)).filter((answer) => answer !== '').length;
    };
    expect(await sent('single-open', 'host')).toBe(6);
    expect(await Promise.all(names.map((name) => sent(name, 'n-red')))).toEqual(names.map(() => 0));
    expect(await sent('dual-hidden', 'c-red')).toBe(0);
    await configure(lab.node('dual-hidden'), { egress: { blockedTcpPorts: [] } });
    expect(await sent('dual-hidden', 'n-red')).toBe(6);
    expect(await sent('dual-hidden', 'c-red')).toBe(6);
    expect(await sent('single-open', 'n-red')).toBe(0);
  });

  const seats = blue.members.flatMap((name) => ['n-blue', 'c-blue'].map((netns) => [name, netns] as const));

  /** What a scan finds open, of TCP, and who answered anything at all. */
  const finds = async (node: string, addresses: readonly string[], netns = 'host') => {
    const answers = await scan(lab.node(node), { addresses, ...scanned }, inside(netns));
    const open = answers.filter(({ protocol, verdict }) => protocol === 'tcp' && verdict === 'open');
    return { open: sorted(open), by: new Set(answers.map(({ address }) => address)) };
  };
  const findable = (addresses: readonly string[]) => ({
    open: sorted(found(addresses).filter(({ protocol }) => protocol === 'tcp')),
    by: new Set(addresses),
  });

  describe('of another network', () => {
    test.concurrent.each(seats)('on %s, in %s, finds nothing but the Internet', async (name, netns) => {
      const there = name === 'single-public' ? [] : afar;
      expect(await finds(name, others(), netns)).toEqual(findable(there));
    });
    test.concurrent.each(Object.entries(beside))(
      'on %s would find what its host does',
      async (name, near) => {
        expect(await finds(name, near)).toEqual(findable(near));
      },
    );
  });

  test.each(seats)('on %s, in %s, has no answer but from the Internet', async (name, netns) => {
    const pinged = places.filter(
      (place) =>
        ['host', 'public'].includes(place.netns) &&
        place.node !== 'single-hidden' &&
        /^198\.51|^2001/.test(place.address),
    );
    expect(pinged).toHaveLength(8);
    const answers = await answering(lab.node(name), netns, others());
    const expected = [...pinged.map(({ address }) => address), ...afar];
    expect(sorted(answers)).toEqual(sorted(name === 'single-public' ? [] : expected));
  });

  test('who knows the way finds nothing of another either, nor of the host', async () => {
    const node = lab.node('dual-public');
    const of = (...netns: readonly string[]) =>
      places.filter((place) => place.node === 'dual-public' && netns.includes(place.netns));
    const reds = of('n-red', 'c-red').map(({ address }) => address);
    const [four, six] = of('n-red').filter(({ link }) => link === 'public');
    // Nothing but one datagram can be proved: neither the host nor its neighbour knows a way back.
    const heard = [
      [node, addressOf('dual-public', 'zos')],
      [lab.node('neighbour'), '172.16.0.9'],
    ] as const;
    const targets = heard.map(([, address]) => address);
    const mac = (await node.run(['cat', '/sys/class/net/b-blue/address'])).stdout.trim();
    const script = [
      // The resource sends what is for the other tenant's addresses to the other's lease,
      ...[red.range, '100.64.20.0/24'].map((range) => `ip -n n-blue route add ${range} via ${four?.address}`),
      `ip -n n-blue route add ${red.range6} via ${six?.address}`,
      // and a container what is for the host, and by it for the farmer's network, to the bridge it is plugged to.
      'ip -n c-blue route add 172.16.0.0/24 dev eth0',
      ...targets.map((target) => `ip -n c-blue neigh add ${target} lladdr ${mac} dev eth0`),
      'sysctl -qw net.ipv4.ip_forward=1',
    ];
    succeeded('a way round', node, await node.run(['sh', '-euc', script.join('\n')]));
    const ears = heard.map(([machine]) => machine.spawn([process.execPath, ...answeringUdp(4, 5000, 0)]));
    await Promise.all(ears.map((ear) => ear.said('listening')));
    const ask = (port: number) =>
      Promise.all(
        targets.map((target, i) =>
          node.run([process.execPath, ...asking(4, port + i, target, 5000, 500)], { netns: 'c-blue' }),
        ),
      );
    expect(reds).toHaveLength(7);
    expect(await finds('dual-public', reds, 'n-blue')).toEqual(findable([]));
    expect(await finds('dual-public', reds, 'c-blue')).toEqual(findable([]));
    await ask(5010);
    // It is our firewalls that keep it from all that.
    await unguard(node, 'host');
    await unguard(node, 'n-red');
    expect(await finds('dual-public', reds, 'n-blue')).toEqual(findable(reds));
    await ask(5020);
    for (const [i, ear] of ears.entries()) {
      await ear.said(`asked by 10.30.1.10 ${5020 + i}`);
      await ear.kill();
      expect((await ear.done).stdout).not.toContain(`${5010 + i}`);
    }
  });
});
