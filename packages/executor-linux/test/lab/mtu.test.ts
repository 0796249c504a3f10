import { examplePublicKey } from '@networkd/lab/key';
import { type Lab, startLab } from '@networkd/lab/lab';
import { whyNoLab } from '@networkd/lab/machine/needs';
import { until } from '@networkd/lab/machine/until';
import { apply, deliver, nodesOf, tenantIn } from '@networkd/lab/network/tenant';
import type { Description } from '@networkd/lab/underlay/description';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoLab();
if (why !== undefined) console.warn(`SKIPPED: no jumbo frames are sent in the laboratory: ${why}`);

const members = ['jumbo-1', 'jumbo-2', 'plain'] as const;
type Member = (typeof members)[number];

/** Three nodes on one segment, two of which carry more than Ethernet's 1500 bytes. */
const underlay: Description = {
  routers: [{ name: 'internet', segments: [{ segment: 'farm', addresses: ['198.51.100.1/24'] }] }],
  nodes: members.map((name, i) => ({
    name,
    nics: [
      {
        name: 'eth0',
        segment: 'farm',
        addresses: [`198.51.100.${i + 11}/24`],
        ...(name === 'plain' ? {} : { mtu: 9000 }),
      },
    ],
  })),
  others: [],
};

const numberOf = (node: Member): number => members.indexOf(node) + 1;

function version(number: number, nodes: readonly Member[]) {
  return {
    schema: 'tenant-network/1',
    id: 'lab',
    version: number,
    range: '10.20.0.0/16',
    resources: nodes.map((node) => ({
      node,
      subnet: `10.20.${numberOf(node)}.0/24`,
      publicKey: examplePublicKey(`lab/${node}`),
      listenPort: 7001,
    })),
  };
}

/** What IPv4 and ICMP add to the payload of a ping. */
const headers = 28;

/** For node: stays connected once it is, and says so. */
const connecting = (address: string) =>
  `require('node:net').connect(9000, '${address}').on('connect', () => console.log('connected'))`;
const listening = `require('node:net').createServer(() => {}).listen(9000, () => console.log('listening'))`;

describe.skipIf(why !== undefined)('nodes that carry jumbo frames, and one that does not', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(underlay);
  });
  afterAll(() => lab?.stop());

  async function bringUp(number: number, nodes: readonly Member[]): Promise<void> {
    const tenant = tenantIn(lab, version(number, nodes));
    deliver(tenant);
    const outcomes = await Promise.all(nodesOf(tenant).map((node) => apply(tenant, node)));
    expect(outcomes.map(({ status, stderr }) => (status === 0 ? '' : stderr)).join('')).toBe('');
  }

  /** Is a packet of so many bytes, which nobody may take apart, answered from the other network resource? */
  async function passes(from: Member, to: Member, bytes: number): Promise<boolean> {
    const whole = ['-M', 'do', '-s', `${bytes - headers}`];
    const argv = ['ping', '-n', '-c', '1', '-W', '2', ...whole, `10.20.${numberOf(to)}.1`];
    return (await lab.node(from).run(argv, { netns: 'n-lab' })).status === 0;
  }

  async function mtuOf(node: Member): Promise<number> {
    const argv = ['ip', '-json', 'link', 'show', 'dev', 'w-lab'];
    return JSON.parse((await lab.node(node).run(argv, { netns: 'n-lab' })).stdout)[0].mtu;
  }

  test('among themselves they send what their cables carry', async () => {
    await bringUp(1, ['jumbo-1', 'jumbo-2']);
    expect([await mtuOf('jumbo-1'), await mtuOf('jumbo-2')]).toEqual([8920, 8920]);
    await until(() => passes('jumbo-1', 'jumbo-2', 8920));
    expect(await passes('jumbo-1', 'jumbo-2', 8921)).toBe(false);
  });

  test('with the other they send what arrives there, and no more', async () => {
    await bringUp(2, members);
    expect(await Promise.all(members.map(mtuOf))).toEqual([1420, 1420, 1420]);
    await until(() => passes('jumbo-1', 'plain', 1420));
    expect(await passes('plain', 'jumbo-1', 1420)).toBe(true);
    expect(await passes('jumbo-1', 'jumbo-2', 1420)).toBe(true);
    // What a device with the MTU of its own cable sends is lost on the way, and nobody says so.
    await lab.node('jumbo-1').run(['ip', 'link', 'set', 'dev', 'w-lab', 'mtu', '8920'], { netns: 'n-lab' });
    expect(await passes('jumbo-1', 'plain', 8920)).toBe(false);
    await bringUp(2, members);
    expect(await mtuOf('jumbo-1')).toBe(1420);
  });

  test('containers are told to send segments of TCP that fit into the tunnel', async () => {
    for (const node of ['jumbo-1', 'plain'] as const) {
      const prefix = `10.20.${numberOf(node)}.`;
      const script = `ip netns add c
        ip link add v type veth peer name eth0 netns c; ip link set v master b-lab up
        ip -n c address add ${prefix}10/24 dev eth0; ip -n c link set eth0 up
        ip -n c route add default via ${prefix}1`;
      expect((await lab.node(node).run(['sh', '-euc', script])).stderr).toBe('');
    }
    const inside = { netns: 'c' };
    await lab.node('plain').spawn([process.execPath, '-e', listening], inside).said('listening');
    const address = `10.20.${numberOf('plain')}.10`;
    await lab
      .node('jumbo-1')
      .spawn([process.execPath, '-e', connecting(address)], inside)
      .said('connected');
    for (const node of ['jumbo-1', 'plain'] as const) {
      const { stdout } = await lab.node(node).run(['ss', '-Htni', 'state', 'established'], inside);
      // Less the headers of IPv4 (20) and of TCP with its timestamps (32).
      expect(/\bmss:(\d+)/.exec(stdout)?.[1], stdout).toBe(`${1420 - 52}`);
    }
  });
});
