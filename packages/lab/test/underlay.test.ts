import { parseInventory, reachabilityOf } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from '../src/lab.js';
import { whyNoLab } from '../src/machine/needs.js';
import { answering, asking } from '../src/meter/udp.js';
import { hostOf, type Nic } from '../src/underlay/description.js';
import { standardLab } from '../src/underlay/standard.js';
import { machinesOf } from '../src/underlay/underlay.js';

/** Forgets UDP sooner than an answer of `answering` is late. */
const forgetful = { udpTimeout: 1, udpTimeoutStream: 1 };
const pauseMs = 3000;

const underlay = {
  ...standardLab,
  routers: standardLab.routers.map((router) =>
    router.name === 'home' ? { ...router, ...forgetful } : router,
  ),
};

const machines = machinesOf(underlay);
const somebody = { ipv4: '203.0.113.20', ipv6: '2001:db8:2::20' }; // dual-2

const why = whyNoLab();
if (why !== undefined) console.warn(`SKIPPED: the laboratory is not tried: ${why}`);

describe.skipIf(why !== undefined)('the standard underlay', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(underlay);
  });
  afterAll(() => lab.stop());

  const pings = async (from: string, to: string, { netns }: Pick<Nic, 'netns'> = {}) => {
    const options = netns === undefined ? {} : { netns };
    const { status } = await lab
      .node(from)
      .run(['ping', '-n', '-c', '1', '-i', '0.2', '-w', '2', to], options);
    return status === 0;
  };

  test.each(machines)(
    'lets $name out over each card in the families that it has there',
    async ({ name, nics }) => {
      const measured = nics.map(async (nic) => ({
        nic: nic.name,
        ipv4: await pings(name, somebody.ipv4, nic),
        ipv6: await pings(name, somebody.ipv6, nic),
      }));
      expect(await Promise.all(measured)).toEqual(
        nics.map((nic) => ({
          nic: nic.name,
          ipv4: nic.addresses.some((address) => address.includes('.')),
          ipv6: nic.addresses.some((address) => address.includes(':')),
        })),
      );
    },
  );

  test('lets the Internet in to just the addresses that the planner has others dial', async () => {
    const inventory = parseInventory(lab.inventory);
    if (E.isLeft(inventory)) throw new Error(JSON.stringify(inventory.left));
    const dialable = inventory.right.nodes
      .filter(({ id, down }) => !down && id !== 'spare-1')
      .map(reachabilityOf)
      .flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6].flatMap((address) => address?.text ?? []));
    const addresses = [...underlay.nodes, ...underlay.others]
      .filter(({ name }) => name !== 'spare-1')
      .flatMap(({ nics }) => nics.flatMap((nic) => nic.addresses.map(hostOf)));
    const answered = await Promise.all(addresses.map((address) => pings('spare-1', address)));
    expect(addresses.filter((_, i) => answered[i]).sort()).toEqual(dialable.sort());
    expect(dialable.length).toBe(6);
  });

  test('carries between the two on a LAN, and keeps two LANs with the same prefix apart', async () => {
    expect(await pings('home-1', '192.168.1.11')).toBe(true);
    expect(await pings('attic-2', '2001:db8:a::10')).toBe(true);
    const neighbour = async (name: string) => {
      await pings(name, '192.168.1.10');
      return (await lab.node(name).run(['ip', 'neighbour', 'show', '192.168.1.10'])).stdout;
    };
    expect(await neighbour('home-2')).not.toBe(await neighbour('attic-2'));
  });

  test('brings answers back through NAT, and lets in nobody who was not asked', async () => {
    const server = lab.node('dual-2').spawn([process.execPath, ...answering(4, 6000, 0)]);
    await server.said('listening');
    const client = lab
      .node('home-1')
      .spawn([process.execPath, ...asking(4, 5000, somebody.ipv4, 6000, 2000)]);
    await server.said('asked by 192.0.2.130 5000');
    const stranger = lab
      .node('spare-1')
      .spawn([process.execPath, ...asking(4, 7000, '192.0.2.130', 5000, 500)]);
    expect((await client.done).stdout).toBe('got early\ngot late\n');
    await stranger.done;
    await server.kill();
  });

  test('forgets UDP behind a forgetful router, and not behind another', async () => {
    const server = lab.node('dual-2').spawn([process.execPath, ...answering(4, 6001, pauseMs)]);
    await server.said('listening');
    const heard = async (name: string) => {
      const client = [process.execPath, ...asking(4, 5001, somebody.ipv4, 6001, pauseMs + 1500)];
      return (await lab.node(name).run(client)).stdout;
    };
    expect(await Promise.all(['home-1', 'attic-1'].map(heard))).toEqual([
      'got early\n',
      'got early\ngot late\n',
    ]);
    await server.kill();
  });

  test('answers an IPv6 address behind the firewall that asked, and nobody may ask it', async () => {
    const attic = '2001:db8:a::10';
    const server = lab.node('attic-1').spawn([process.execPath, ...answering(6, 6002, 0)]);
    await server.said('listening');
    const ask = [process.execPath, ...asking(6, 5002, attic, 6002, 500)];
    expect((await lab.node('dual-2').run(ask)).stdout).toBe('');
    expect((await lab.node('attic-2').run(ask)).stdout).toBe('got early\ngot late\n');
    await server.kill();
  });

  test('gives each machine namespaces, processes, /run and /sys of its own, and 1 is its host', async () => {
    const made =
      'ip -n public link add probe type veth peer name other && ip -n public link set probe netns 1';
    expect(await lab.node('dual-1').run(['sh', '-c', made])).toEqual({ status: 0, stdout: '', stderr: '' });
    const links = async (name: string) =>
      (await lab.node(name).run(['ls', '/sys/class/net'])).stdout.split(/\s+/);
    expect(await links('dual-1')).toContain('probe');
    expect(await links('dual-2')).toEqual(['eth0', 'lo', '']);
    const seen = async (name: string) =>
      (await lab.node(name).run(['sh', '-c', 'ls -A /run /run/netns; echo /proc/[0-9]*'])).stdout;
    expect(await seen('dual-1')).toMatch(/\/run\/netns:\npublic\n\/proc\/1 \/proc\/\d+\n$/);
    expect(await seen('dual-2')).toMatch(/\/run\/netns:\n\/proc\/1 \/proc\/\d+\n$/);
  });

  test('reaps what is left to the first process', async () => {
    const orphan = '(sleep 0.1 &) ; sleep 0.5; ! grep -l "^State:.Z" /proc/[0-9]*/status';
    expect(await lab.node('home-2').run(['sh', '-c', orphan])).toMatchObject({ status: 0, stdout: '' });
  });

  test('kills a command, and not only what leads to it', async () => {
    const node = lab.node('home-2');
    const sleeper = node.spawn(['sleep', '1000']);
    await sleeper.kill('SIGKILL');
    expect((await sleeper.done).status).toBe(137);
    expect((await node.run(['sh', '-c', 'cat /proc/[0-9]*/cmdline'])).stdout).not.toContain('1000');
  });

  test('reboots a machine: all is gone but its files, and its cards are plugged in again', async () => {
    const node = lab.node('dual-1');
    node.write('secrets/kept', 'text');
    const command = node.spawn(['sleep', '1000']);
    await node.run(['ip', 'netns', 'add', 'lost']);
    await node.reboot();
    expect((await command.done).status).not.toBe(0);
    expect(node.read('secrets/kept')).toBe('text');
    expect((await node.run(['stat', '-c', '%a', 'secrets', 'secrets/kept'])).stdout).toBe('700\n600\n');
    expect((await node.run(['ls', '/run/netns'])).stdout).toBe('public\n');
    expect(await pings('dual-1', somebody.ipv6, { netns: 'public' })).toBe(true);
    expect(await pings('spare-1', '198.51.100.10')).toBe(true);
  });
});

describe.skipIf(why !== undefined)('an underlay that cannot be built says why', () => {
  const nic = { name: 'eth0', segment: 'vienna', addresses: ['203.0.113.20/24'] };
  const only = (...nics: readonly Nic[]) => ({ ...standardLab, nodes: [{ name: 'a', nics }], others: [] });
  test.each([
    [
      'an address that ip refuses',
      only({ ...nic, addresses: ['203.0.113.300/24'] }),
      /machine-a did not come up/,
    ],
    ['two cards with one name', only(nic, nic), /File exists/],
    ['a segment without a router', only({ ...nic, segment: 'paris' }), /no router has the segment paris/],
  ])('%s', async (_, description, said) => {
    await expect(startLab(description)).rejects.toThrow(said);
  });
});
