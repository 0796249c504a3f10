import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bareLab } from './bare.js';
import type { Running } from './command.js';
import { type Lab, startLab } from './lab.js';
import type { RunningMachine } from './machine.js';
import { whyNoBareLab } from './needs.js';
import { serving } from './tcp.js';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no node is booted by tn in the laboratory: ${why}`);

/** What `--json` told, a line each. */
function told(stdout: string): readonly { readonly kind: string; readonly [field: string]: unknown }[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe.skipIf(why !== undefined)('a node that tn boots', () => {
  let lab: Lab;
  let server: Running;
  beforeAll(async () => {
    lab = await startLab(bareLab);
    const endpoints = ['1.1.1.1:443', '[2606:4700:4700::1111]:443'];
    server = lab.node('internet').spawn([process.execPath, ...serving(endpoints)]);
    await server.said('listening');
  });
  afterAll(() => lab?.stop());

  const state = ['--state', 'state'];
  const boot = (node: RunningMachine, ...args: readonly string[]) =>
    node.tn(['boot', 'apply', '-n', node.name, '--yes', '--detailed-exitcode', ...state, ...args]);
  const show = async (node: RunningMachine, ...what: readonly string[]) =>
    (await node.run(['ip', '-brief', ...what])).stdout;

  test('has Internet, and to boot it again or to plan its own network is to do nothing', async () => {
    const node = lab.node('home-1');
    const first = await boot(node, '--json');
    expect(first).toMatchObject({ status: 2, stderr: '' });
    const events = told(first.stdout);
    expect(events.filter(({ kind }) => kind !== 'Done')).toMatchObject([
      { kind: 'Recensed', nics: ['eth0'] },
      { kind: 'Probing', nic: 'eth0' },
      { kind: 'Answered', nic: 'eth0' },
      { kind: 'Answered', nic: 'eth0' },
      { kind: 'Probed', nic: 'eth0' },
      { kind: 'Chosen', nics: ['eth0'], rule: 'private-gateway', gateway: '192.168.1.1' },
      { kind: 'Started' },
      { kind: 'Finished' },
      { kind: 'Waiting', seconds: 30 },
      { kind: 'Reached', endpoint: '1.1.1.1:443' },
      { kind: 'Receipt', node: 'home-1', applied: true },
    ]);
    expect(await show(node, 'address', 'show', 'dev', 'zos')).toMatch(
      / 192\.168\.1\.1\d\d\/24 2001:db8:a:0:/,
    );

    const inventory = await node.tn(['inventory', '-n', 'home-1']);
    const [entry] = JSON.parse(inventory.stdout).nodes;
    expect(entry).toMatchObject({ id: 'home-1', interfaces: [{ name: 'eth0' }] });
    expect(entry.interfaces[0].gateways).toContain('192.168.1.1');

    const nothing = "The node's own network on node home-1\n\nNo changes.\n";
    for (const args of [
      ['node', 'plan', '-n', 'home-1', '--detailed-exitcode'],
      ['boot', 'plan', '-n', 'home-1', '--detailed-exitcode'],
      ['boot', 'apply', '-n', 'home-1', '--detailed-exitcode'],
    ]) {
      expect(await node.tn([...args, ...state])).toEqual({ status: 0, stdout: nothing, stderr: '' });
    }
    const verified = await node.tn(['node', 'verify', '-n', 'home-1', ...state]);
    expect(verified).toEqual({
      status: 0,
      stdout: 'ok: node home-1 is as it was left: its own network\n',
      stderr: '',
    });
  });

  test('goes on where it was when it was killed half-way, and comes to rest the same', async () => {
    const node = lab.node('dual-1');
    for (const event of ['"Answered"', '"LinkSetMaster"', '"Finished"']) {
      const running = node.startTn(['boot', 'apply', '-n', 'dual-1', '--yes', '--json', ...state]);
      await running.said(event);
      await running.kill('SIGKILL');
      await running.done;
    }
    const last = await boot(node, '--json');
    console.log(
      last.stdout
        .split('\n')
        .filter((l) => !l.includes('Done'))
        .join('\n'),
      last.stderr,
    );
    expect({ ...last, status: [0, 2].includes(last.status ?? 1) }).toMatchObject({ status: true });
    expect(await show(node, 'link', 'show', 'master', 'zos')).toMatch(/^eth0@\S+ +UP /);
    expect(await show(node, 'link', 'show', 'master', 'br-pub')).toMatch(/^eth1@\S+ +UP /);
    expect(await boot(node)).toMatchObject({ status: 0, stderr: '' });
  });

  test('that reaches no endpoint is as it was before: 3, and says how each failed', async () => {
    const node = lab.node('home-2');
    const config = {
      schema: 'node-config/1',
      internet: { endpoints: ['1.1.1.1:9', '[2001:db8:dead::1]:443'] },
    };
    node.write('node.json', JSON.stringify(config));
    const before = await show(node, 'link');
    const { status, stderr } = await boot(node, '-c', 'node.json', '--wait', '6');
    expect(status).toBe(3);
    expect(stderr).toContain('error[no-internet]: node home-2 does not reach the Internet');
    expect(stderr).toMatch(/^ {2}1\.1\.1\.1:9: .*ECONNREFUSED/m);
    expect(stderr).toMatch(/^ {2}\[2001:db8:dead::1\]:443: /m);
    expect(stderr).toMatch(/^ {2}rolled back, \d+ operations: the node is as it was before$/m);
    const bare = (links: string) => links.replace(/(UP|DOWN) .*/g, '');
    expect(bare(await show(node, 'link'))).toBe(bare(before));
    expect((await node.run(['ls', '/run/netns'])).stdout).toBe('');
  });

  test('that no NIC leads out of: 1, and of each NIC why', async () => {
    const node = lab.node('two-1');
    node.write('node.json', JSON.stringify({ schema: 'node-config/1', ignore: ['eth1'] }));
    const { status, stderr } = await boot(node, '-c', 'node.json');
    expect(status).toBe(1);
    expect(stderr).toContain("error[no-uplink]: node two-1: $.candidates[?@.nic.name=='eth0']: ");
    expect(await show(node, 'link', 'show', 'type', 'bridge')).toBe('');
  });
});
