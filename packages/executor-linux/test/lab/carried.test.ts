import { bridges } from '@networkd/lab/furniture/bridges';
import { docker, firewalld, ownTables, ufw } from '@networkd/lab/furniture/firewalls';
import { furnishers, furnishing } from '@networkd/lab/furniture/furniture';
import { type Lab, startLab } from '@networkd/lab/lab';
import type { RunningMachine } from '@networkd/lab/machine/machine';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { asItIs, changesOn } from '@networkd/lab/machine/remains';
import { until } from '@networkd/lab/machine/until';
import { serving } from '@networkd/lab/meter/tcp';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { asWhom, boot, eventOf, inState } from '@networkd/lab/scenario/booting';
import { whyNoScratch } from '@networkd/lab/scratch';
import { bare, bareLab } from '@networkd/lab/underlay/bare';
import type { Description } from '@networkd/lab/underlay/description';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab() ?? whyNoScratch(furnishers);
if (why !== undefined) console.warn(`SKIPPED: no machine with a network is booted in the laboratory: ${why}`);

const ipv4 = '1.1.1.1';
const ipv6 = '2606:4700:4700::1111';

/** Machines that already have a network, and what somebody has done on each to give it that. */
const furnished: Readonly<Record<string, readonly string[]>> = {
  'static-4': [
    'ip link set eth0 mtu 1400 up',
    'ip address add 172.16.0.50/24 broadcast + dev eth0 label eth0:up',
    'ip address add 172.16.0.51/24 dev eth0',
    'ip address add 10.77.0.1/16 dev eth0 noprefixroute',
    'ip route add 10.77.0.0/16 dev eth0 proto kernel scope link src 10.77.0.1 metric 100',
    'ip route add default via 172.16.0.1 dev eth0 src 172.16.0.50 mtu 1300 advmss 1200',
    'ip route add 10.9.0.0/16 via 172.16.0.1 dev eth0 onlink metric 7 proto static',
    'ip route add default via 172.16.0.1 dev eth0 table 100',
    'ip rule add from 172.16.0.51 lookup 100 priority 1000',
    'ip rule add iif eth0 fwmark 0x1/0xff lookup 100 priority 1001',
    'sysctl -qw net.ipv4.conf.eth0.rp_filter=2 net.ipv4.conf.eth0.arp_announce=2 net.ipv4.neigh.eth0.gc_stale_time=77',
    'sysctl -qw net.ipv6.conf.eth0.accept_ra=0 net.ipv6.conf.eth0.use_tempaddr=2 net.ipv6.neigh.eth0.ucast_solicit=5',
  ],
  'static-6': [
    'sysctl -qw net.ipv6.conf.eth0.accept_ra=0',
    'ip link set eth0 up',
    'ip -6 address add 2001:db8:6::77/64 dev eth0 nodad',
    'ip -6 address add 2001:db8:6::78/64 dev eth0 nodad',
    'ip -6 route add default via 2001:db8:6::1 dev eth0 metric 50',
    'ip -6 route add 2001:db8:aa::/48 via 2001:db8:6::1 dev eth0 table 200 pref high',
    'ip -6 rule add iif eth0 lookup 200 priority 2000',
  ],
  'lent-4': [
    'ip link set eth0 up',
    'ip address add 198.51.100.77/24 dev eth0 valid_lft 4000 preferred_lft 3000',
    'ip route add default via 198.51.100.1 dev eth0',
  ],
};

/** What others have beside that; bridges pass what they did before there were firewalls, as `tn doctor` asks for. */
const ofOthers = `${furnishing([docker, ufw, firewalld, ownTables, bridges])}
sysctl -eqw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0`;

const carriedLab: Description = {
  ...bareLab,
  routers: bareLab.routers.filter(({ name }) => name === 'exchange' || name === 'farm'),
  nodes: [
    { name: 'static-4', nics: bare('farm-lan') },
    { name: 'static-6', nics: bare('public-six') },
    { name: 'lent-4', nics: bare('public') },
  ],
};

const nobody = { schema: 'node-config/1', internet: { endpoints: ['192.0.2.99:443'] } };

describe.skipIf(why !== undefined)('a machine that already has a network', () => {
  let lab: Lab;
  const names = Object.keys(furnished);
  const before = new Map<string, MachineRecord>();
  beforeAll(async () => {
    lab = await startLab(carriedLab);
    const endpoints = [`${ipv4}:443`, `[${ipv6}]:443`];
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving(endpoints)])
      .said('listening');
    for (const [name, commands] of Object.entries(furnished)) {
      await did(lab.node(name), ofOthers);
      for (const command of commands) await did(lab.node(name), command);
      if (name === 'lent-4') await until(async () => hasRouter(lab.node(name)));
      before.set(name, await asItIs(lab.node(name)));
    }
  });
  afterAll(() => lab?.stop());

  const differences = (node: RunningMachine) => changesOn(node, before.get(node.name) ?? new Map());

  describe('after tn boot plan', () => {
    test.concurrent.each(names)('%s is as it was', async (name) => {
      const { status, stderr } = await lab.node(name).tn(['boot', 'plan', '-n', name, ...inState]);
      expect(stderr).not.toMatch(/error/);
      expect(status).toBe(0);
      expect(await differences(lab.node(name))).toEqual([]);
    });
  });
  describe('after a boot that reaches nobody', () => {
    test.concurrent.each(names)('%s is as it was', async (name) => {
      const node = lab.node(name);
      node.write('nobody.json', JSON.stringify(nobody));
      const { status, events } = await boot(node, '-c', 'nobody.json', '--wait', '1');
      expect({ status, kind: events.at(-1)?.kind }).toEqual({ status: 3, kind: 'no-internet' });
      expect(await differences(node)).toEqual([]);
    });
  });
  describe('with tn boot apply', () => {
    test.concurrent.each(names)(
      '%s has the Internet, nothing is left on the NIC, and it goes back',
      async (name) => {
        const node = lab.node(name);
        const booted = await boot(node);
        expect(booted).toMatchObject({ status: 0 });
        expect(eventOf(booted, 'Reached')).toBeDefined();
        expect((await node.run(['ip', '-brief', 'address', 'show', 'dev', 'eth0'])).stdout).not.toMatch(/\//);
        expect((await node.run(['ip', 'route', 'show', 'table', 'all', 'dev', 'eth0'])).stdout).toBe('');
        expect((await node.tn(['node', 'verify', '-n', name, ...inState])).stdout).toMatch(/^ok/);
        if (name === 'static-4') expect(await asWhom(node, ipv4)).toBe('192.0.2.10');
        if (name === 'static-6') expect(await asWhom(node, ipv6)).toMatch(/^2001:db8:6::7[78]$/);
        if (name === 'lent-4') expect(await asWhom(node, ipv4)).toMatch(/^198\.51\.100\.1\d\d$/);
        const again = await boot(node, '--detailed-exitcode');
        expect({ status: again.status, operations: eventOf(again, 'Receipt')?.operations }).toEqual({
          status: 0,
          operations: 0,
        });
        await did(node, 'ip address add 10.66.0.1/24 dev eth0');
        const verified = await node.tn(['node', 'verify', '-n', name, ...inState]);
        expect(verified.stdout).toContain('added    address 10.66.0.1/24 dev eth0');
        expect(await boot(node)).toMatchObject({ status: 0 });
        expect((await node.tn(['node', 'verify', '-n', name, ...inState])).stdout).toMatch(/^ok/);
        for (let i = 0; i < 2; i++) {
          expect(await node.tn(['rollback', '--yes', ...inState])).toMatchObject({ status: 0 });
        }
        await did(node, 'ip address delete 10.66.0.1/24 dev eth0').catch(() => undefined);
        expect(await differences(node)).toEqual([]);
      },
    );
  });
});

async function did(machine: RunningMachine, command: string): Promise<void> {
  const { status, stderr } = await machine.run(['sh', '-c', command]);
  if (status !== 0) throw new Error(`${machine.name}: ${command}: ${stderr}`);
}

/** Has a router announced itself to the machine? */
async function hasRouter(machine: RunningMachine): Promise<boolean> {
  return (await machine.run(['ip', '-6', 'route', 'show', 'default', 'proto', 'ra'])).stdout !== '';
}
