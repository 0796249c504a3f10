import { unpackedFile, whyNotUnpacked } from '@networkd/lab/furniture/unpacked';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

/** Each with the programs that it needs. */
const managers = [
  ['NetworkManager', ['usr/sbin/NetworkManager', 'usr/bin/nmcli']],
  ['systemd-networkd', ['lib/systemd/systemd-networkd', 'bin/networkctl', 'usr/libexec/netplan/generate']],
] as const;

interface Ran {
  readonly status: number | null;
  readonly said: string;
}

interface Report extends Readonly<Record<'refused' | 'booted' | 'verified' | 'verifiedAgain', Ran>> {
  readonly given: boolean;
  readonly isLeft: boolean;
  readonly owners: readonly string[];
  readonly ownersAgain: readonly string[];
  readonly told: { readonly status: number | null; readonly stderr: string };
  readonly changes: readonly string[];
}

for (const [name, files] of managers) {
  const why =
    whyNoDhcp() ??
    whyNotUnpacked(['dbus-daemon']) ??
    files.flatMap((file) => (unpackedFile(file) === undefined ? `not on this machine: ${file}` : []))[0];
  if (why !== undefined) console.warn(`SKIPPED: no node is booted beside ${name}: ${why}`);
  describe.skipIf(why !== undefined)(`a NIC that ${name} manages`, () => {
    let seen: Report;
    beforeAll(async () => {
      seen = await onMachine<Report>(new URL('./manager.scenario.ts', import.meta.url), name);
    }, 600_000);

    test('is known as its own, and is refused as the uplink', () => {
      expect(seen.given).toBe(true);
      expect(seen.owners).toEqual([name]);
      expect(seen.refused.said).toContain(`${name} owns eth0`);
      expect(seen.refused.status).toBe(1);
    });

    test('is the node’s once that is told what the refusal says', () => {
      expect(seen.told).toMatchObject({ status: 0 });
      expect(seen.isLeft).toBe(true);
      expect(seen.booted).toMatchObject({ status: 0 });
      expect(seen.verified).toMatchObject({ status: 0 });
    });

    test('stays the node’s, and all else of it too, when that starts again', () => {
      expect(seen.ownersAgain).toEqual([]);
      expect(seen.changes).toEqual([]);
      expect(seen.verifiedAgain).toMatchObject({ status: 0 });
    });
  });
}
