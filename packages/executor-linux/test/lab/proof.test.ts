import { type Lab, startLab } from '@networkd/lab/lab';
import type { RunningMachine } from '@networkd/lab/machine/machine';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { asItIs, changesOn } from '@networkd/lab/machine/remains';
import { dialling, serving } from '@networkd/lab/meter/tcp';
import { type Boot, boot, eventOf } from '@networkd/lab/scenario/booting';
import { proofLab } from '@networkd/lab/underlay/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: the Internet is not proved in the laboratory: ${why}`);

const internet = '1.1.1.1';

describe.skipIf(why !== undefined)('the proof of the Internet', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(proofLab);
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving([`${internet}:443`])])
      .said('listening');
  });
  afterAll(() => lab?.stop());

  /** Boots by a configuration of the node. */
  const booted = (node: RunningMachine, config: object, ...more: readonly string[]) => {
    node.write('node.json', JSON.stringify({ schema: 'node-config/1', ...config }));
    return boot(node, '-c', 'node.json', ...more);
  };
  /** Whom a host on the Internet sees where a tenant of the node dials it. */
  const asTenant = async (node: RunningMachine) =>
    (await node.run([process.execPath, ...dialling(internet, 443, 5000)], { netns: 'ndmz' })).stdout;
  /** How a boot that was taken back ended, and what came to an end there. */
  const takenBack = async (node: RunningMachine, trouble: string, booting: () => Promise<Boot>) => {
    const before = await asItIs(node);
    const { status, events } = await booting();
    expect({ status, kinds: events.map(({ kind }) => kind) }).toMatchObject({
      status: 3,
      kinds: expect.arrayContaining([trouble]),
    });
    expect(await changesOn(node, before)).toEqual([]);
  };
  const rulesOf = async (node: RunningMachine) => (await node.run(['ip', 'rule', 'show'])).stdout;

  test.concurrent('a server with one lease: tenants would have none, until the farmer gives them an address', async () => {
    const node = lab.node('lone');
    const only = (await node.run(['cat', '/sys/class/net/eth0/address'])).stdout.trim();
    await lab.router('home').restartDhcp('one-lease', { range: ['10.5.0.100', '10.5.0.100'], only });
    await takenBack(node, 'no-tenant-internet', () => booted(node, {}, '--wait', '20'));
    const egress = { addresses: ['10.5.0.200/24'], gateways: ['10.5.0.1'] };
    const kept = await booted(node, { egress });
    expect({ status: kept.status, reached: eventOf(kept, 'TenantsReached')?.endpoint }).toEqual({
      status: 0,
      reached: `${internet}:443`,
    });
    expect(await asTenant(node)).toBe('192.0.2.11');
    expect((await booted(node, { egress }, '--detailed-exitcode')).status).toBe(0);
  });

  test.concurrent('static addresses of the host are none of its tenants', async () => {
    const node = lab.node('fixed');
    const uplink = { interface: 'eth0', addresses: ['10.6.0.10/24'], gateways: ['10.6.0.1'] };
    await takenBack(node, 'no-tenant-internet', () => booted(node, { uplink }, '--wait', '10'));
    const egress = { addresses: ['10.6.0.11/24'], gateways: ['10.6.0.1'] };
    expect((await booted(node, { uplink, egress })).status).toBe(0);
    expect(await asTenant(node)).toBe('192.0.2.11');
  });

  test.concurrent('another NIC with Internet proves nothing of the uplink', async () => {
    const node = lab.node('decoy');
    const direct = await node.run([process.execPath, ...dialling(internet, 443, 5000)]);
    expect(direct.stdout).toBe('192.0.2.11');
    const uplink = { interface: 'eth0' };
    const rules = await rulesOf(node);
    await takenBack(node, 'no-internet', () => booted(node, { uplink, ignore: ['eth1'] }, '--wait', '4'));
    expect(await rulesOf(node)).toBe(rules);
  });

  test.concurrent('a better default route of another NIC hides no uplink that has Internet', async () => {
    const node = lab.node('detour');
    const direct = await node.run([process.execPath, ...dialling(internet, 443, 3000)]);
    expect(direct.stdout).toBe('');
    const rules = await rulesOf(node);
    const kept = await booted(node, { uplink: { interface: 'eth0' }, ignore: ['eth1'] });
    expect({ status: kept.status, reached: eventOf(kept, 'Reached')?.endpoint }).toEqual({
      status: 0,
      reached: `${internet}:443`,
    });
    expect(await rulesOf(node)).toBe(rules);
    expect((await node.run(['ip', 'route', 'show', 'table', '20036'])).stdout).toBe('');
    expect(await asTenant(node)).toBe('192.0.2.11');
  });
});
