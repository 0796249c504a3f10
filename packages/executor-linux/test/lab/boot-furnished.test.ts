import { furnishers, furnishing } from '@networkd/lab/furniture/furniture';
import { type Lab, startLab } from '@networkd/lab/lab';
import type { RunningMachine } from '@networkd/lab/machine/machine';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { asItIs, changesOn } from '@networkd/lab/machine/remains';
import { serving } from '@networkd/lab/meter/tcp';
import { type Difference, told } from '@networkd/lab/outside/differences';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { asWhom, boot, bootOf, eventOf, inState, startBoot } from '@networkd/lab/scenario/booting';
import { whyNoScratch } from '@networkd/lab/scratch';
import { bare, bareLab } from '@networkd/lab/underlay/bare';
import type { Description } from '@networkd/lab/underlay/description';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab() ?? whyNoScratch(furnishers);
if (why !== undefined) console.warn(`SKIPPED: no machine in use is booted in the laboratory: ${why}`);

const ipv4 = '1.1.1.1';
const ipv6 = '2606:4700:4700::1111';

/**
 * A machine with much of others on it, and a NIC in use beside the one that it is reached by. Bridges pass what they did before
 * there were firewalls on it, as `tn doctor` asks for.
 */
const inUse = (own: number) => `${furnishing()}
sysctl -eqw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0
sysctl -qw net.ipv6.conf.eth0.accept_ra=0 net.ipv4.conf.eth0.rp_filter=2
ip link set dev eth0 up
ip address add 198.51.100.${own}/24 broadcast + dev eth0
ip address add 2001:db8:1::${own}/64 dev eth0 nodad
ip route delete default dev enf1
ip route add default via 172.29.1.254 dev enf1 metric 4000
ip route add default via 198.51.100.1 dev eth0
ip route add 10.99.0.0/16 via 198.51.100.1 dev eth0 table 100
ip rule add priority 1000 from 198.51.100.${own} table 100
ip -6 route add default via 2001:db8:1::1 dev eth0 metric 50`;

/** The machines, and what each has for the last byte of its addresses. */
const machines = { 'stays-1': 51, 'fails-1': 52, 'taken-1': 53, 'port-1': 54 } as const;

const lab: Description = {
  routers: bareLab.routers.filter(({ name }) => name === 'exchange'),
  nodes: Object.keys(machines).map((name) => ({ name, nics: bare('public') })),
  others: bareLab.others,
};

/** The uplink is named: the other NIC in use has a router, too. */
const uplink = { schema: 'node-config/1', uplink: { interface: 'eth0' } };
const nobody = { ...uplink, internet: { endpoints: ['192.0.2.99:443'] } };

/** What a node's own network is made of, and the NIC that it is on. */
const own =
  /\b(zos|zos-pub|pub-zos|br-pub|br-ndmz|ndmz|npub[46]|eth0|udhcpc)\b|table inet networkd$|\/run\/networkd/;

describe.skipIf(why !== undefined)('a machine in use', () => {
  let running: Lab;
  const before = new Map<string, MachineRecord>();
  beforeAll(async () => {
    running = await startLab(lab);
    await running
      .node('internet')
      .spawn([process.execPath, ...serving([`${ipv4}:443`, `[${ipv6}]:443`])])
      .said('listening');
    await Promise.all(
      Object.entries(machines).map(async ([name, address]) => {
        const node = running.node(name);
        const { status, stderr } = await node.run(['sh', '-euc', inUse(address)]);
        if (status !== 0) throw new Error(`${name} is not furnished: ${stderr}`);
        node.write('node.json', JSON.stringify(uplink));
        node.write('nobody.json', JSON.stringify(nobody));
        before.set(name, await asItIs(node));
      }),
    );
  });
  afterAll(() => running?.stop());

  const changed = (node: RunningMachine, isExpected?: (difference: Difference) => boolean) =>
    changesOn(node, before.get(node.name) ?? new Map(), isExpected);
  const config = ['-c', 'node.json'];

  test.concurrent('that boots keeps its address and all that is of others, and goes back', async () => {
    const node = running.node('stays-1');
    expect(await boot(node, ...config)).toMatchObject({ status: 0 });
    expect(await asWhom(node, ipv4)).toBe('198.51.100.51');
    expect(await asWhom(node, ipv6)).toBe('2001:db8:1::51');
    expect((await node.tn(['node', 'verify', '-n', node.name, ...inState])).stdout).toMatch(/^ok/);
    expect(await changed(node, (each) => own.test(told(each)))).toEqual([]);
    expect(await node.tn(['rollback', '--yes', ...inState])).toMatchObject({ status: 0 });
    expect(await changed(node)).toEqual([]);
  });

  test.concurrent('that reaches nobody when it boots is as it was', async () => {
    const node = running.node('fails-1');
    const { status, events } = await boot(node, '-c', 'nobody.json', '--wait', '1');
    expect({ status, kind: events.at(-1)?.kind }).toEqual({ status: 3, kind: 'no-internet' });
    expect(await changed(node)).toEqual([]);
  });

  const kills = [
    ['taken-1', 'while its addresses are taken from the NIC', 'CarriedDelete'],
    ['port-1', 'when its NIC is a port', 'LinkSetMaster'],
  ] as const;
  test.concurrent.each(kills)(
    '%s, killed %s, is taken back by the next boot before anything else',
    async (name, _, operation) => {
      const node = running.node(name);
      const killed = startBoot(node, ...config);
      await killed.said(`"${operation}"`);
      await killed.kill('SIGKILL');
      expect(bootOf(await killed.done).events.map(({ kind }) => kind)).not.toContain('Finished');
      // Had the next boot begun with what was left, its way back would lead there.
      const next = await boot(node, '-c', 'nobody.json', '--wait', '1', '--lock-timeout', '60');
      expect({ status: next.status, kind: next.events.at(-1)?.kind }).toEqual({
        status: 3,
        kind: 'no-internet',
      });
      const kinds = next.events.map(({ kind }) => kind);
      expect(kinds).toContain('Interrupted');
      expect(kinds.indexOf('Interrupted')).toBeLessThan(kinds.indexOf('Surveyed'));
      expect(await changed(node)).toEqual([]);
      expect(eventOf(await boot(node, ...config), 'Receipt')).toMatchObject({ applied: true });
      expect(await asWhom(node, ipv4)).toBe(`198.51.100.${machines[name]}`);
    },
  );
});
