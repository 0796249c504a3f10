import { setTimeout as sleep } from 'node:timers/promises';
import { type Lab, startLab } from '@networkd/lab/lab';
import { whyNoLab } from '@networkd/lab/machine/needs';
import { lossOf } from '@networkd/lab/meter/loss';
import { startPings } from '@networkd/lab/meter/pings';
import { portsFrom, scan } from '@networkd/lab/meter/scanner';
import { socketsByNetns } from '@networkd/lab/meter/sockets';
import { serving } from '@networkd/lab/meter/tcp';
import { answering } from '@networkd/lab/meter/udp';
import { standardLab } from '@networkd/lab/underlay/standard';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const why = whyNoLab();
if (why !== undefined) console.warn(`SKIPPED: nothing is looked at in the laboratory: ${why}`);

const vienna = { ipv4: '203.0.113.20', ipv6: '2001:db8:2::20' }; // dual-2
const attic = '2001:db8:a::10'; // attic-1, behind a firewall

describe.skipIf(why !== undefined)('what is seen in the laboratory', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab(standardLab);
  });
  afterAll(() => lab?.stop());

  test('a scan finds the ports that are open, and those closed, in both families', async () => {
    const open = ['0.0.0.0:4430', `[${vienna.ipv6}]:4430`];
    const tcp = lab.node('dual-2').spawn([process.execPath, ...serving(open)]);
    const udp = lab.node('dual-2').spawn([process.execPath, ...answering(6, 6000, 0)]);
    await Promise.all([tcp, udp].map((each) => each.said('listening')));
    const addresses = [vienna.ipv4, vienna.ipv6];
    const answers = await scan(lab.node('spare-1'), { addresses, tcp: [4430, 4431], udp: [6000, 6001] });
    const found = (verdict: string) =>
      answers
        .filter((each) => each.verdict === verdict)
        .map(({ address, protocol, port }) => `${address} ${protocol} ${port}`);
    expect(found('open')).toEqual([
      `${vienna.ipv6} tcp 4430`,
      `${vienna.ipv6} udp 6000`,
      `${vienna.ipv4} tcp 4430`,
      `${vienna.ipv4} udp 6000`,
    ]);
    expect(found('closed')).toEqual([
      `${vienna.ipv6} tcp 4431`,
      `${vienna.ipv6} udp 6001`,
      `${vienna.ipv4} tcp 4431`,
      `${vienna.ipv4} udp 6001`,
    ]);
    for (const each of [tcp, udp]) await each.kill();
  });

  test('a scan of what a firewall drops finds nothing, and one of all ports finds the only open one', async () => {
    const tcp = lab.node('attic-1').spawn([process.execPath, ...serving(['[::]:50000'])]);
    await tcp.said('listening');
    const all = { addresses: [attic], tcp: portsFrom(1, 65535), udp: [] };
    expect(
      await scan(lab.node('spare-1'), { ...all, tcp: portsFrom(49_000, 51_000), udp: portsFrom(1, 1000) }),
    ).toEqual([]);
    const answers = await scan(lab.node('attic-2'), all);
    expect(answers.filter(({ verdict }) => verdict === 'open')).toMatchObject([{ port: 50_000 }]);
    expect(answers).toHaveLength(65_535);
    await tcp.kill();
  });

  test('a scan that gets nowhere is no scan', async () => {
    const ports = { addresses: [vienna.ipv4], tcp: [1], udp: [] };
    await expect(scan(lab.node('six-1'), ports)).rejects.toThrow(/ENETUNREACH/);
    await expect(scan(lab.node('six-1'), { ...ports, tcp: [], udp: [1] })).rejects.toThrow(/ENETUNREACH/);
  });

  test('each namespace has its own sockets', async () => {
    const node = lab.node('dual-1');
    const host = node.spawn([process.execPath, ...serving(['172.16.0.10:80'])]);
    const open = node.spawn([process.execPath, ...answering(6, 7000, 0)], { netns: 'public' });
    await Promise.all([host, open].map((each) => each.said('listening')));
    expect(await socketsByNetns(node)).toEqual({
      host: [{ protocol: 'tcp', address: '172.16.0.10', port: 80, processes: [expect.any(String)] }],
      public: [{ protocol: 'udp', address: '*', port: 7000, processes: [expect.any(String)] }],
    });
    for (const each of [host, open]) await each.kill();
  });

  test('a ping that cannot be sent is told of at once', async () => {
    const flow = { from: 'spare-1', to: 'dual-2', source: '203.0.113.77', target: vienna.ipv4 };
    const pings = startPings(lab, undefined, [flow]);
    await expect(pings.answered(Date.now())).rejects.toThrow(/Cannot assign requested address/);
  }, 60_000);

  test('pings between hosts are lost while a cable is pulled, and only then', async () => {
    const flow = { from: 'spare-1', to: 'dual-2', source: '2001:db8:2::50', target: vienna.ipv6 };
    const other = { ...flow, source: '203.0.113.50', target: vienna.ipv4 };
    const aside = { ...other, to: 'six-1', source: '2001:db8:2::50', target: '2001:db8:3::30' };
    const pings = startPings(lab, undefined, [flow, other, aside]);
    await pings.answered(Date.now());
    await sleep(500);
    const begin = Date.now();
    await lab.node('dual-2').carrier('eth0', 'down');
    const pulled = Date.now();
    await sleep(1000);
    const plugged = Date.now();
    await lab.node('dual-2').carrier('eth0', 'up');
    await pings.answered(Date.now());
    const packets = await pings.stop();
    for (const each of [flow, other]) {
      const all = packets.get(each) ?? [];
      expect(lossOf(all, 0, begin - 50)).toMatchObject({ lost: 0, longest: 0 });
      const { sent, lost, longest } = lossOf(all, pulled, plugged);
      expect(lost).toBe(sent);
      expect(lost).toBeGreaterThan(10);
      expect(longest).toBeGreaterThan(800);
      expect(all.at(-1)?.answered).toBe(true);
    }
    expect(lossOf(packets.get(aside) ?? [])).toMatchObject({ lost: 0 });
  });
});
