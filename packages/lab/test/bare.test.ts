import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from '../src/lab.js';
import { bootByHand } from '../src/machine/by-hand.js';
import type { Running } from '../src/machine/command.js';
import { whyNoBareLab } from '../src/machine/needs.js';
import { until } from '../src/machine/until.js';
import { dialling, serving } from '../src/meter/tcp.js';
import { bareLab } from '../src/underlay/bare.js';

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no bare node is tried in the laboratory: ${why}`);

/** The host on the Internet. */
const ipv4 = '1.1.1.1';
const ipv6 = '2606:4700:4700::1111';

/** The card that a node is booted with by hand, and as whom it then asks the Internet in IPv4 and in IPv6. */
const boots = [
  ['public-1', 'eth0', /^198\.51\.100\.1\d\d$/, /^2001:db8:1:0:/],
  ['four-1', 'eth0', /^203\.0\.113\.1\d\d$/, undefined],
  ['six-1', 'eth0', undefined, /^2001:db8:6:0:/],
  ['home-1', 'eth0', /^192\.0\.2\.11$/, /^2001:db8:a:0:/],
  ['dual-1', 'eth0', /^192\.0\.2\.10$/, undefined],
  ['dual-2', 'eth0', /^198\.51\.100\.1\d\d$/, /^2001:db8:1:0:/],
  ['three-1', 'eth2', /^192\.0\.2\.10$/, undefined],
  ['three-2', 'eth2', /^198\.51\.100\.1\d\d$/, /^2001:db8:1:0:/],
  ['slow-1', 'eth0', /^192\.0\.2\.12$/, undefined],
] as const;

describe.skipIf(why !== undefined)('a bare node', () => {
  let lab: Lab;
  let server: Running;
  beforeAll(async () => {
    lab = await startLab(bareLab);
    const endpoints = [`${ipv4}:443`, `${ipv4}:80`, `[${ipv6}]:443`];
    server = lab.node('internet').spawn([process.execPath, ...serving(endpoints)]);
    await server.said('listening');
  });
  afterAll(() => lab?.stop());

  const show = async (node: string, ...what: readonly string[]) =>
    (await lab.node(node).run(['ip', ...what])).stdout;

  /** Who the host on the Internet says that a node is; nothing if it is not asked. */
  const asWhom = async (node: string, host: string) =>
    (await lab.node(node).run([process.execPath, ...dialling(host, 443, 2000)])).stdout;

  test.each(bareLab.nodes)('$name has cards, and nothing on them', async ({ name, nics }) => {
    const cards = (await show(name, '-brief', 'link', 'show', 'type', 'veth')).trim().split('\n');
    expect(cards.map((line) => line.split(/[@ ]/)[0]).toSorted()).toEqual(nics.map((nic) => nic.name));
    for (const line of cards) expect(line).not.toMatch(/[<,]UP[,>]/);
    expect(await show(name, '-brief', 'address', 'show', 'type', 'veth')).not.toMatch(/\//);
    expect(await show(name, 'route')).toBe('');
  });

  test.concurrent.each(boots)(
    '%s gets to the Internet by %s in the families that it has there',
    async (node, nic, four, six) => {
      const begin = Date.now();
      const client = await bootByHand(lab.node(node), nic);
      if (four !== undefined) {
        await client.said('obtained');
        expect(Date.now() - begin > 5000).toBe(node === 'slow-1');
        await until(async () => (await show(node, 'route', 'show', 'default')) !== '');
      }
      if (six !== undefined) await until(async () => (await asWhom(node, ipv6)) !== '');
      expect(await asWhom(node, ipv4)).toMatch(four ?? /^$/);
      expect(await asWhom(node, ipv6)).toMatch(six ?? /^$/);
    },
  );

  test('is told of name servers without the machine beneath being told', async () => {
    const { stdout } = await lab
      .node('public-1')
      .run(['sh', '-c', 'findmnt -n -o FSTYPE /etc/resolv.conf || ls -L /etc/resolv.conf 2>&1']);
    expect(stdout).toMatch(/^tmpfs$|No such file/m);
  });
});
