import { whyNotUnpacked } from '@networkd/lab/furniture/unpacked';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp() ?? whyNotUnpacked(['dhclient', 'dhcpcd']);
if (why !== undefined) console.warn(`SKIPPED: no NIC has an owner: ${why}`);

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Report {
  readonly given: boolean;
  readonly owners: readonly string[];
  readonly hasNetworkd: boolean;
  readonly manager: readonly string[];
  readonly planned: Ran;
  readonly applied: Ran;
  readonly after: Ran;
  readonly doctor: string;
  readonly before: readonly unknown[];
  readonly untouched: readonly unknown[];
}

describe.skipIf(why !== undefined)('a NIC that somebody owns', () => {
  let seen: Report;
  beforeAll(async () => {
    seen = await onMachine<Report>(new URL('./owned.scenario.ts', import.meta.url));
  }, 300_000);

  test('is known by its DHCP client, whichever of Debian’s that is, and by what systemd-networkd writes down', () => {
    expect(seen.given).toBe(true);
    expect(seen.owners).toEqual(['eth0 udhcpc', 'eth1 dhclient', 'eth3 dhcpcd']);
    expect(seen.manager).toEqual(seen.hasNetworkd ? ['enf3 systemd-networkd'] : []);
  });

  const said = /udhcpc \(process (\d+)\) owns eth0, and would give it addresses while it is a member/;
  test('is named with what to do, and refused before anything is touched', () => {
    expect(seen.planned).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('link eth0 master zos'),
    });
    expect(seen.planned.stderr).toMatch(said);
    expect(seen.applied).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^error\[nic-owned\]: /m),
    });
    expect(seen.applied.stderr).toMatch(said);
    const [, pid = ''] = said.exec(seen.applied.stderr) ?? [];
    expect(seen.applied.stderr).toContain(`run: kill ${pid}`);
    expect(seen.doctor).toMatch(/udhcpc \(process \d+\) owns it/);
    expect(seen.untouched).toEqual(seen.before);
  });

  test('is nobody’s once that has ended: others’ own NICs stand in nobody’s way', () => {
    expect(seen.after).toMatchObject({ status: 0, stdout: expect.stringContaining('link eth0 master zos') });
    expect(seen.after.stderr).not.toContain('owns');
  });
});
