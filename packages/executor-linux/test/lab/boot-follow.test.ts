import { setTimeout as sleep } from 'node:timers/promises';
import { type Lab, startLab } from '@networkd/lab/lab';
import { hostAddresses } from '@networkd/lab/machine/host-addresses';
import { type KeptEntry, keepEntry } from '@networkd/lab/machine/kept-entry';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { until } from '@networkd/lab/machine/until';
import { evidence } from '@networkd/lab/meter/evidence';
import { flowsBetween } from '@networkd/lab/meter/flows';
import { lossOf } from '@networkd/lab/meter/loss';
import { startPings } from '@networkd/lab/meter/pings';
import { reach } from '@networkd/lab/meter/reach';
import { serving } from '@networkd/lab/meter/tcp';
import { rollOut } from '@networkd/lab/network/roll-out';
import { type Tenant, tenantIn } from '@networkd/lab/network/tenant';
import { asWhom, boot, bootOf, eventOf, startBoot } from '@networkd/lab/scenario/booting';
import { movingLab, movingNetwork, shortLease } from '@networkd/lab/scenario/moving';
import type { Family } from '@networkd/lab/underlay/description';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no node follows its network in the laboratory: ${why}`);

const ipv4 = '1.1.1.1';
const ipv6 = '2606:4700:4700::1111';

/** Seconds until a client has given up a short lease, and got another from anybody. */
const leaseOver = 45;

describe.skipIf(why !== undefined)('a node', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(movingLab);
    const endpoints = [`${ipv4}:443`, `[${ipv6}]:443`];
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving(endpoints)])
      .said('listening');
  });
  afterAll(() => lab?.stop());

  /** Boots a node, and has it keep its entry. */
  const booted = async (name: string, ...inbound: readonly Family[]): Promise<KeptEntry> => {
    expect(await boot(lab.node(name))).toMatchObject({ status: 0, stderr: '' });
    return keepEntry(lab.node(name), inbound);
  };
  const planned = async (network: object, entries: readonly KeptEntry[]): Promise<Tenant> => {
    const nodes = await Promise.all(entries.map((each) => each.read()));
    return tenantIn({ ...lab, inventory: { schema: 'inventory/1', nodes } }, network);
  };
  const checkReach = async (tenant: Tenant) => {
    const pairs = await reach(tenant);
    expect(pairs.map(({ predicted }) => predicted.kind)).toEqual(['Direct', 'Direct']);
    expect(await evidence(tenant, pairs)).toBe('');
  };
  /** What brings a node's own network to where the node is now: how many operations, and then none. */
  const bootAgain = async (name: string) => {
    const again = await boot(lab.node(name));
    expect(await boot(lab.node(name), '--detailed-exitcode')).toMatchObject({ status: 0, stderr: '' });
    return { status: again.status, operations: eventOf(again, 'Receipt')?.operations };
  };

  test.concurrent('that nobody gives an address goes on trying, and boots when somebody does', async () => {
    const node = lab.node('barn-1');
    const booting = startBoot(node, '--retry');
    await booting.said('"attempt":2');
    const range = ['192.168.14.100', '192.168.14.199'] as const;
    await lab.router('barn').restartDhcp('barn', { range });
    const ended = bootOf(await booting.done);
    expect(ended.status).toBe(0);
    const failed = (attempt: number) =>
      `try ${attempt} failed: no-uplink: eth0 does not lead to the Internet: in IPv4 no DHCP server answers`;
    for (const attempt of [1, 2]) expect(ended.stderr).toContain(failed(attempt));
    const pauses = ended.events.flatMap(({ seconds }, i) =>
      ended.events[i]?.kind === 'Retrying' ? [seconds] : [],
    );
    expect(pauses).toHaveLength(2);
    expect(eventOf(ended, 'Reached')).toBeDefined();
    expect(await asWhom(node, ipv4)).toBe('192.0.2.14');
  });

  test.concurrent('asks again when its link is back, and has the Internet of what is there then', async () => {
    const node = lab.node('garden-1');
    const garden = lab.router('garden');
    const entry = await booted('garden-1');
    await until(async () => (await asWhom(node, ipv6)) !== '');
    await node.carrier('eth0', 'down');
    expect([await asWhom(node, ipv4), await asWhom(node, ipv6)]).toEqual(['', '']);
    // The lease that the node has would last for two minutes.
    await garden.readdress('garden', ['192.168.23.1/24', '2001:db8:d::1/64']);
    await garden.restartDhcp('garden', { range: ['192.168.23.100', '192.168.23.199'] });
    await node.carrier('eth0', 'up');
    await entry.says('192.168.23.', 20);
    await until(async () => (await asWhom(node, ipv4)) === '192.0.2.13');
    await until(async () => (await asWhom(node, ipv6)).startsWith('2001:db8:d:'));
    const { addresses, gateways } = await hostAddresses(node, 'zos');
    const leased = (await garden.leasesOf('garden')).map(({ address }) => `${address}/24`);
    expect(leased).toEqual(expect.arrayContaining(addresses.filter((each) => !each.includes(':'))));
    expect(gateways).toEqual(['192.168.23.1', expect.stringMatching(/^fe80:/)]);
    await entry.stop();
    expect(await bootAgain('garden-1')).toEqual({ status: 0, operations: 0 });
  });

  test.concurrent('hidden, follows its network to other addresses, and its tenants need no other plan', async () => {
    const members = ['ghent-1', 'cellar-1'];
    const entries = await Promise.all([booted('ghent-1', 'ipv4'), booted('cellar-1')]);
    const network = movingNetwork('home', 30, members);
    const before = await planned(network, entries);
    await rollOut(before, before);
    await checkReach(before);
    const pings = startPings(lab, 'n-home', flowsBetween([before]));
    await pings.answered(Date.now());

    const cellar = lab.router('cellar');
    const range = ['192.168.22.100', '192.168.22.199'] as const;
    await cellar.readdress('cellar', ['192.168.22.1/24']);
    const began = Date.now();
    await cellar.restartDhcp('cellar', { range, lease: shortLease });
    await entries[1].says('192.168.22.', leaseOver);
    await until(async () => (await asWhom(lab.node('cellar-1'), ipv4)) === '192.0.2.12');
    expect((await hostAddresses(lab.node('cellar-1'), 'zos')).gateways).toEqual(['192.168.22.1']);
    await pings.answered(Date.now());
    for (const [{ from, to }, packets] of await pings.stop()) {
      const { lost, longest } = lossOf(packets, began);
      console.log(`${from} → ${to}: ${lost} pings lost, ${Math.round(longest / 1000)} s, by another lease`);
      expect(lost).toBeGreaterThan(0);
    }
    const after = await planned(network, entries);
    for (const said of (await rollOut(before, after)).values()) expect(said).toContain('No changes.');
    await checkReach(after);
    for (const each of entries) await each.stop();
    expect(await bootAgain('cellar-1')).toEqual({ status: 0, operations: 0 });
  });

  test.concurrent('public, follows its network to other addresses, and its tenants are there again once they are planned again', async () => {
    const members = ['vienna-1', 'attic-1'];
    const vienna = lab.node('vienna-1');
    const entries = await Promise.all([booted('vienna-1', 'ipv4'), booted('attic-1')]);
    const network = movingNetwork('farm', 40, members);
    const before = await planned(network, entries);
    await rollOut(before, before);
    await checkReach(before);
    const pings = startPings(lab, 'n-farm', flowsBetween([before]));
    await pings.answered(Date.now());

    const exchange = lab.router('exchange');
    const range = ['203.0.112.100', '203.0.112.199'] as const;
    await exchange.readdress('vienna', ['203.0.112.1/24']);
    const began = Date.now();
    await exchange.restartDhcp('vienna', { range, lease: shortLease });
    await entries[0].says('203.0.112.', leaseOver);
    await until(async () => (await asWhom(vienna, ipv4)).startsWith('203.0.112.'));
    expect((await hostAddresses(vienna, 'zos')).gateways).toEqual(['203.0.112.1']);
    const there = Date.now();
    await sleep(6000); // WireGuard repeats a handshake after 5 (Rekey-Timeout)
    const after = await planned(network, entries);
    const applied = Date.now();
    const said = await rollOut(before, after);
    expect(said.get('attic-1')).toMatch(/endpoint 203\.0\.113\.\d+:7001 → 203\.0\.112\.\d+:7001/);
    expect(said.get('vienna-1')).toContain('No changes.');
    await pings.answered(Date.now());
    for (const [{ from, to }, packets] of await pings.stop()) {
      const { lost, longest } = lossOf(packets, began);
      console.log(
        `${from} → ${to}: ${lost} pings lost, ${Math.round(longest / 1000)} s, until it was planned again`,
      );
      const unplanned = lossOf(packets, there, applied);
      expect(unplanned.sent).toBeGreaterThan(100);
      expect(unplanned.lost).toBe(unplanned.sent);
    }
    await checkReach(after);
    for (const each of entries) await each.stop();
    // What tenants are kept from are the networks the node is on: those are others now.
    expect(await bootAgain('vienna-1')).toEqual({ status: 0, operations: 1 });
    expect(
      (await vienna.run(['nft', 'list', 'table', 'inet', 'networkd'], { netns: 'ndmz' })).stdout,
    ).toContain('ip daddr 203.0.112.0/24 drop');
  });
});
