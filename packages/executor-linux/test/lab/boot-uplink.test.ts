import { type Lab, startLab } from '@networkd/lab/lab';
import { hostAddresses } from '@networkd/lab/machine/host-addresses';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { asItIs, changesOn } from '@networkd/lab/machine/remains';
import { until } from '@networkd/lab/machine/until';
import { serving } from '@networkd/lab/meter/tcp';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { asWhom, type Boot, boot, eventOf, removeNode } from '@networkd/lab/scenario/booting';
import { bareLab } from '@networkd/lab/underlay/bare';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no uplink is found in the laboratory: ${why}`);

const ipv4 = '1.1.1.1';
const ipv6 = '2606:4700:4700::1111';

/**
 * The nodes of the laboratory, by which NIC and rule they boot, and as whom they then ask the Internet in IPv4 and IPv6. With two
 * DHCP servers it is the one with the private gateway, wherever its cable is; what is deaf, without a router or unplugged is not it.
 */
const boots = [
  ['public-1', 'eth0', 'gateway', /^198\.51\.100\.1\d\d$/, /^2001:db8:1:0:/],
  ['four-1', 'eth0', 'gateway', /^203\.0\.113\.1\d\d$/, /^$/],
  ['six-1', 'eth0', 'ipv6-gateway', /^$/, /^2001:db8:6:0:/],
  ['home-1', 'eth0', 'private-gateway', /^192\.0\.2\.11$/, /^2001:db8:a:0:/],
  ['slow-1', 'eth0', 'private-gateway', /^192\.0\.2\.12$/, /^$/],
  ['dual-1', 'eth0', 'private-gateway', /^192\.0\.2\.10$/, /^$/],
  ['dual-2', 'eth1', 'private-gateway', /^192\.0\.2\.10$/, /^$/],
  ['two-1', 'eth1', 'ipv6-gateway', /^$/, /^2001:db8:6:0:/],
  ['three-1', 'eth2', 'private-gateway', /^192\.0\.2\.10$/, /^$/],
  ['three-2', 'eth1', 'private-gateway', /^192\.0\.2\.12$/, /^$/],
] as const;

const names = boots.map(([name]) => name);

describe.skipIf(why !== undefined)('tn boot apply', () => {
  let lab: Lab;
  const bare = new Map<string, MachineRecord>();
  beforeAll(async () => {
    lab = await startLab(bareLab);
    const endpoints = [`${ipv4}:443`, `[${ipv6}]:443`];
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving(endpoints)])
      .said('listening');
    await Promise.all(names.map(async (name) => bare.set(name, await asItIs(lab.node(name)))));
  });
  afterAll(() => lab?.stop());

  const chosen = (booted: Boot) => ({
    status: booted.status,
    nics: eventOf(booted, 'Chosen')?.nics,
    rule: eventOf(booted, 'Chosen')?.rule,
  });
  const changedOn = (name: string) => changesOn(lab.node(name), bare.get(name) ?? new Map());
  const taken = async (name: string) => {
    const { status, stderr } = await removeNode(lab.node(name));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(await changedOn(name)).toEqual([]);
  };

  describe('on a bare machine', () => {
    test.concurrent.each(boots)('%s gets to the Internet by %s: %s', async (name, nic, rule, four, six) => {
      const booted = await boot(lab.node(name));
      expect(chosen(booted)).toEqual({ status: 0, nics: [nic], rule });
      expect(eventOf(booted, 'Reached')).toBeDefined();
      if (six.source !== '^$') await until(async () => (await asWhom(lab.node(name), ipv6)) !== '');
      expect(await asWhom(lab.node(name), ipv4)).toMatch(four);
      expect(await asWhom(lab.node(name), ipv6)).toMatch(six);
    });
  });

  describe('once more', () => {
    test.concurrent.each(names)('%s has nothing to do', async (name) => {
      const again = await boot(lab.node(name), '--detailed-exitcode');
      const operations = eventOf(again, 'Receipt')?.operations;
      expect({ status: again.status, operations }).toEqual({ status: 0, operations: 0 });
    });
  });

  describe('before tn inventory', () => {
    test.concurrent.each(boots)('%s says of %s what it was given', async (name, uplink) => {
      const node = lab.node(name);
      const { stdout } = await node.tn(['inventory', '-n', name, '--json']);
      const [entry] = JSON.parse(stdout).nodes;
      const nics = bareLab.nodes.find((each) => each.name === name)?.nics ?? [];
      expect(entry.interfaces.map((each: { readonly name: string }) => each.name)).toEqual(
        nics.map((each) => each.name),
      );
      for (const { name: nic, addresses, gateways, carrier, mac } of entry.interfaces) {
        const held = await hostAddresses(node, 'zos');
        expect(held.addresses.length).toBeGreaterThan(0);
        const expected = nic === uplink ? held : { addresses: [], gateways: [] };
        expect({ addresses: addresses.toSorted(), gateways: gateways.toSorted() }).toEqual(expected);
        if (nic === uplink) expect(carrier).toBe(true);
        expect(mac).toBe((await node.run(['cat', `/sys/class/net/${nic}/address`])).stdout.trim());
      }
    });
  });

  describe('and tn node remove', () => {
    test.concurrent.each(names)('leave nothing on %s', (name) => taken(name));
  });

  describe('with a node configuration', () => {
    const configured = [
      ['dual-1', 'ignores a NIC', { ignore: ['eth0'] }, 'eth1', 'gateway'],
      ['dual-2', 'is on the NIC it names', { uplink: { interface: 'eth0' } }, 'eth0', 'configured'],
      [
        'four-1',
        'has the addresses it gives',
        { uplink: { interface: 'eth0', addresses: ['203.0.113.50/24'], gateways: ['203.0.113.1'] } },
        'eth0',
        'configured',
      ],
    ] as const;
    test.concurrent.each(configured)('%s %s', async (name, _, wishes, nic, rule) => {
      const node = lab.node(name);
      node.write('node.json', JSON.stringify({ schema: 'node-config/1', ...wishes }));
      const config = ['-c', 'node.json'];
      expect(chosen(await boot(node, ...config))).toEqual({ status: 0, nics: [nic], rule });
      expect((await boot(node, ...config, '--detailed-exitcode')).status).toBe(0);
      if (name === 'four-1') {
        const held = { addresses: ['203.0.113.50/24'], gateways: ['203.0.113.1'] };
        expect(await hostAddresses(node, 'zos')).toEqual(held);
        expect(await asWhom(lab.node(name), ipv4)).toBe('203.0.113.50');
        expect((await node.run(['pgrep', '-f', '-i zos '])).stdout).toBe('');
      }
      await taken(name);
    });
  });

  test('without an uplink it says of each NIC why, and leaves the machine bare', async () => {
    const node = lab.node('three-2'); // eth0 has no cable, eth1 is slow
    await node.carrier('eth1', 'down');
    node.write('node.json', JSON.stringify({ schema: 'node-config/1', ignore: ['eth2'] }));
    const { status, events } = await boot(node, '-c', 'node.json');
    expect(status).toBe(1);
    const said = events.filter(({ kind }) => kind === 'no-uplink');
    expect(said.map(({ message }) => message?.replace(/[:;].*/, ''))).toEqual([
      'eth0 has no carrier',
      'eth1 has no carrier',
      'eth2 is to be left alone, as the configuration of the node says',
    ]);
    expect(await changedOn('three-2')).toEqual([]);
  });
});
