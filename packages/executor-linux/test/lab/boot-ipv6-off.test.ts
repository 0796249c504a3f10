import { type Lab, startLab } from '@networkd/lab/lab';
import type { RunningMachine } from '@networkd/lab/machine/machine';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { asItIs, changesOn } from '@networkd/lab/machine/remains';
import { serving } from '@networkd/lab/meter/tcp';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { asWhom, boot, eventOf, inState, removeNode } from '@networkd/lab/scenario/booting';
import { bare, bareLab } from '@networkd/lab/underlay/bare';
import type { Description } from '@networkd/lab/underlay/description';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no machine with IPv6 off is booted in the laboratory: ${why}`);

const ipv6 = '2606:4700:4700::1111';

/** Machines whose new links have another IPv6 than the kernel's own, by what differs: as hardening guides have it, and as a router. */
const defaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hardened: { disable_ipv6: '1', accept_ra: '0', autoconf: '0', accept_ra_pinfo: '0', addr_gen_mode: '1' },
  routing: { forwarding: '1', accept_ra: '0', autoconf: '0', accept_ra_defrtr: '0', accept_ra_mtu: '0' },
};
const names = Object.keys(defaults);

const ofSix: Description = {
  ...bareLab,
  routers: bareLab.routers.filter(({ name }) => name === 'exchange'),
  nodes: names.map((name) => ({ name, nics: bare('public-six') })),
};

describe.skipIf(why !== undefined)('a machine whose links are born with another IPv6', () => {
  let lab: Lab;
  const before = new Map<string, MachineRecord>();
  beforeAll(async () => {
    lab = await startLab(ofSix);
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving([`[${ipv6}]:443`])])
      .said('listening');
    for (const name of names) {
      const node = lab.node(name);
      const own = Object.entries(defaults[name] ?? {});
      const settings = own.map(([key, value]) => `net.ipv6.conf.default.${key}=${value}`);
      const ofAll = own.filter(([key]) => key === 'disable_ipv6' || key === 'forwarding');
      const now = ofAll.map(([key, value]) => `net.ipv6.conf.all.${key}=${value}`);
      expect(await node.run(['sysctl', '-qw', ...settings, ...now])).toMatchObject({ status: 0 });
      before.set(name, await asItIs(node));
    }
  });
  afterAll(() => lab?.stop());

  test.concurrent.each(names)(
    '%s: boots, its links are as they are wished, its namespaces as the kernel makes them, and all goes again',
    async (name) => {
      const node = lab.node(name);
      const booted = await boot(node);
      expect(booted).toMatchObject({ status: 0 });
      expect(eventOf(booted, 'Chosen')).toMatchObject({ nics: ['eth0'], rule: 'ipv6-gateway' });
      expect(await asWhom(node, ipv6)).toMatch(/^2001:db8:6:0:/);
      expect((await node.tn(['node', 'verify', '-n', name, ...inState])).stdout).toMatch(/^ok/);
      const wished = { disable_ipv6: '0', accept_ra: '2', autoconf: '1', addr_gen_mode: '0' };
      expect(await parametersOf(node, 'zos', Object.keys(wished))).toEqual(wished);
      expect(await parametersOf(node, 'npub6', Object.keys(wished), 'ndmz')).toEqual(wished);
      // As it is with `net.core.devconf_inherit_init_net` = 0: of the defaults a namespace takes nothing over.
      const usual = {
        disable_ipv6: '0',
        accept_ra: '1',
        autoconf: '1',
        accept_ra_pinfo: '1',
        accept_ra_mtu: '1',
      };
      expect(await parametersOf(node, 'default', Object.keys(usual), 'ndmz')).toEqual(usual);
      const again = await boot(node, '--detailed-exitcode');
      expect(eventOf(again, 'Receipt')?.operations).toBe(0);
      expect(await parametersOf(node, 'default', Object.keys(defaults[name] ?? {}))).toEqual(defaults[name]);
      expect(await removeNode(node)).toMatchObject({ status: 0, stderr: '' });
      expect(await changesOn(node, before.get(name) ?? new Map())).toEqual([]);
    },
  );
});

/** Parameters of IPv6 of a link, or of links that are still to come. */
async function parametersOf(
  node: RunningMachine,
  link: string,
  keys: readonly string[],
  netns?: string,
): Promise<Readonly<Record<string, string>>> {
  const inside = netns === undefined ? [] : ['ip', 'netns', 'exec', netns];
  const words = keys.map((key) => `net.ipv6.conf.${link}.${key}`);
  const { stdout } = await node.run([...inside, 'sysctl', ...words]);
  const lines = stdout.trim().split('\n');
  return Object.fromEntries(lines.map((line) => line.replace(/^.*\.(\w+) = /, '$1 ').split(' ')));
}
