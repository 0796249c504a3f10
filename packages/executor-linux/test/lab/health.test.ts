import { dockerRules } from '@networkd/lab/furniture/docker-rules';
import { type Lab, startLab } from '@networkd/lab/lab';
import type { RunningMachine } from '@networkd/lab/machine/machine';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { until } from '@networkd/lab/machine/until';
import { dialling, serving } from '@networkd/lab/meter/tcp';
import { boot, inState } from '@networkd/lab/scenario/booting';
import { whyNoScratch } from '@networkd/lab/scratch';
import { bareLab } from '@networkd/lab/underlay/bare';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab() ?? whyNoScratch(['iptables-nft-restore', 'ip6tables-nft-restore']);
if (why !== undefined) console.warn(`SKIPPED: no node is verified to work in the laboratory: ${why}`);

const ipv6 = '2606:4700:4700::1111';
const [dockerFilter = ''] = dockerRules.split('*nat');

/** What `tn node verify` says of a node: how it ends, what is otherwise, and what does not work. */
async function verified(node: RunningMachine) {
  const { status, stdout } = await node.tn(['node', 'verify', '-n', node.name, '--json', ...inState]);
  const { ok, differences, checks } = JSON.parse(stdout);
  const broken = checks.filter((each: { readonly ok: boolean }) => !each.ok);
  return { status, ok, differences, broken };
}

describe.skipIf(why !== undefined)('tn node verify', () => {
  let lab: Lab;
  let node: RunningMachine;
  beforeAll(async () => {
    const { routers, others } = bareLab;
    lab = await startLab({
      routers: routers.filter(({ name }) => name === 'exchange'),
      nodes: bareLab.nodes.filter(({ name }) => name === 'public-1'),
      others,
    });
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving(['1.1.1.1:443', `[${ipv6}]:443`])])
      .said('listening');
    node = lab.node('public-1');
    expect(await boot(node)).toMatchObject({ status: 0, stderr: '' });
  });
  afterAll(() => lab?.stop());

  const works = { status: 0, ok: true, differences: [], broken: [] };
  /** Does a tenant's connection over IPv6 get through: over `br-pub`, the cable and `zos`? */
  const passes = async () => {
    const { stdout } = await node.run([process.execPath, ...dialling(ipv6, 443, 1500)], { netns: 'ndmz' });
    return stdout !== '';
  };

  test('is content with a node that works, and names Docker where it drops what zos passes on', async () => {
    await until(passes);
    expect(await verified(node)).toEqual(works);
    const parameters = ['net.bridge.bridge-nf-call-iptables=1', 'net.bridge.bridge-nf-call-ip6tables=1'];
    await node.run(['sysctl', '-qw', ...parameters]);
    for (const tool of ['iptables-nft-restore', 'ip6tables-nft-restore']) {
      expect(await node.run([tool], { stdin: dockerFilter })).toMatchObject({ status: 0 });
    }
    expect(await passes()).toBe(false);
    expect(await verified(node)).toMatchObject({
      ...{ status: 2, ok: false, differences: [] },
      broken: [{ name: 'bridge zos', who: 'Docker (chain FORWARD of table ip filter)' }],
    });
    const remedy = ['-I', 'DOCKER-USER', '-i', 'zos', '-o', 'zos', '-j', 'ACCEPT'];
    for (const tool of ['iptables-nft', 'ip6tables-nft']) await node.run([tool, ...remedy]);
    await until(passes);
    expect(await verified(node)).toEqual(works);
  });

  test('finds a gateway that does not answer', async () => {
    const router = lab.router('exchange');
    const { stdout } = await router.run(['ip', '-o', '-4', 'route', 'show', '198.51.100.0/24']);
    const device = / dev (\S+)/.exec(stdout)?.[1] ?? '';
    await router.run(['ip', 'link', 'set', 'dev', device, 'arp', 'off']);
    await node.run(['ip', 'neighbour', 'flush', 'all']);
    await node.run(['ip', 'neighbour', 'flush', 'all'], { netns: 'ndmz' });
    expect(await verified(node)).toMatchObject({
      ...{ status: 2, differences: [] },
      broken: expect.arrayContaining([
        expect.objectContaining({ name: 'gateway', found: '198.51.100.1 on zos does not answer' }),
        expect.objectContaining({ name: 'gateway', found: '198.51.100.1 on npub4 in ndmz does not answer' }),
      ]),
    });
    await router.run(['ip', 'link', 'set', 'dev', device, 'arp', 'on']);
    await until(async () => (await verified(node)).ok);
  });

  test('finds that tenants have lost their lease, and says what to do', async () => {
    // A client that renews its lease would give the address back.
    expect(await node.run(['pkill', '-STOP', '-x', 'udhcpc'])).toMatchObject({ status: 0 });
    await node.run(['ip', 'address', 'flush', 'dev', 'npub4'], { netns: 'ndmz' });
    const lost = await verified(node);
    expect(lost).toMatchObject({
      ...{ status: 2, ok: false, differences: [] },
      broken: [{ name: "tenants' address", remedy: expect.stringContaining('give egress.addresses') }],
    });
  });

  test('finds that the host has lost its address', async () => {
    await node.run(['ip', '-4', 'address', 'flush', 'dev', 'zos']);
    // A router that advertises itself would give it another address.
    await node.run(['sysctl', '-qw', 'net.ipv6.conf.zos.disable_ipv6=1']);
    const { status, broken } = await verified(node);
    expect({ status, broken }).toMatchObject({
      status: 2,
      broken: expect.arrayContaining([expect.objectContaining({ name: 'uplink address' })]),
    });
  });
});
