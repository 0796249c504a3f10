import { type Lab, startLab } from '@networkd/lab/lab';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { asItIs, changesOn, isMadeAgain } from '@networkd/lab/machine/remains';
import { serving } from '@networkd/lab/meter/tcp';
import { boot, bootOf, inState, removeNode, startBoot } from '@networkd/lab/scenario/booting';
import { bareLab } from '@networkd/lab/underlay/bare';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no node is booted by tn in the laboratory: ${why}`);

describe.skipIf(why !== undefined)('a node that tn boots', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(bareLab);
    const endpoints = ['1.1.1.1:443', '[2606:4700:4700::1111]:443'];
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving(endpoints)])
      .said('listening');
  });
  afterAll(() => lab?.stop());

  test.concurrent('tells of it step by step, and then has nothing to do for any command', async () => {
    const node = lab.node('home-1');
    const { status, stderr, events } = await boot(node, '--detailed-exitcode');
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(events.filter(({ kind }) => kind !== 'Done')).toMatchObject([
      { kind: 'Surveyed', nics: ['eth0'] },
      { kind: 'Probing', nic: 'eth0' },
      { kind: 'Answered', nic: 'eth0' },
      { kind: 'Answered', nic: 'eth0' },
      { kind: 'Probed', nic: 'eth0' },
      { kind: 'Chosen', nics: ['eth0'], rule: 'private-gateway', gateway: '192.168.1.1' },
      { kind: 'Started' },
      { kind: 'Finished' },
      { kind: 'Waiting', seconds: 30 },
      { kind: 'Reached' },
      { kind: 'TenantsReached', endpoint: '1.1.1.1:443' },
      { kind: 'Receipt', node: 'home-1', applied: true },
    ]);
    const nothing = "The node's own network on node home-1\n\nNo changes.\n";
    for (const args of [
      ['node', 'plan', '-n', 'home-1', '--detailed-exitcode'],
      ['boot', 'plan', '-n', 'home-1', '--detailed-exitcode'],
      ['boot', 'apply', '-n', 'home-1', '--detailed-exitcode'],
    ]) {
      expect(await node.tn([...args, ...inState])).toEqual({ status: 0, stdout: nothing, stderr: '' });
    }
    const stdout = 'ok: node home-1 is as it was left: its own network\n';
    const verified = await node.tn(['node', 'verify', '-n', 'home-1', ...inState]);
    expect(verified).toEqual({ status: 0, stdout, stderr: '' });
  });

  const kills = [
    ['dual-1', 'while its NICs are probed', 'Answered'],
    ['dual-2', 'between two operations', 'LinkSetMaster'],
    ['public-1', 'before the Internet is reached', 'Finished'],
  ] as const;
  test.concurrent.each(kills)('%s killed %s comes to rest as if it had not been', async (name, _, event) => {
    const node = lab.node(name);
    expect(await boot(node)).toMatchObject({ status: 0, stderr: '' });
    const undisturbed = await asItIs(node);
    expect(await removeNode(node)).toMatchObject({ status: 0, stderr: '' });

    const running = startBoot(node);
    await running.said(`"${event}"`);
    await running.kill('SIGKILL');
    const killed = bootOf(await running.done);
    expect(killed.events.map(({ kind }) => kind)).not.toContain('Reached');
    expect(await boot(node)).toMatchObject({ status: 0, stderr: '' });
    expect(await changesOn(node, undisturbed, isMadeAgain)).toEqual([]);
    expect(await boot(node, '--detailed-exitcode')).toMatchObject({ status: 0, stderr: '' });
  });

  test.concurrent('that reaches no endpoint is as it was before: 3, and says how each failed', async () => {
    const node = lab.node('home-2');
    // One refuses, one is dropped by a firewall, and one is nowhere.
    const endpoints = ['1.1.1.1:9', '192.0.2.10:443', '[2001:db8:dead::1]:443'];
    node.write('node.json', JSON.stringify({ schema: 'node-config/1', internet: { endpoints } }));
    const before = await asItIs(node);
    const asked = ['boot', 'apply', '-n', 'home-2', '-c', 'node.json', '--wait', '9', '--yes', ...inState];
    const { status, stderr } = await node.tn(asked);
    expect(status).toBe(3);
    expect(stderr).toContain('error[no-internet]: node home-2 does not reach the Internet');
    expect(stderr).toMatch(/^ {2}1\.1\.1\.1:9: .*ECONNREFUSED/m);
    expect(stderr).toMatch(/^ {2}192\.0\.2\.10:443: no answer in \d+ ms$/m);
    expect(stderr).toMatch(/^ {2}\[2001:db8:dead::1\]:443: /m);
    expect(stderr).toMatch(/^ {2}rolled back, \d+ operations: the node is as it was before$/m);
    expect(await changesOn(node, before)).toEqual([]);
  });
});
