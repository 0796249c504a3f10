import { beforeAll, describe, expect, test } from 'vitest';
import { whyNotUnpacked } from '../../../../test/outside/furniture/unpacked.js';
import { onMachine } from '../machine/machine.js';
import { whyNoDhcp } from './why.js';

const why = whyNoDhcp() ?? whyNotUnpacked(['NetworkManager', 'nmcli', 'dbus-daemon']);
if (why !== undefined) console.warn(`SKIPPED: no node is booted beside NetworkManager: ${why}`);

interface Ran {
  readonly status: number | null;
  readonly said: string;
}

interface Report extends Readonly<Record<'refused' | 'booted' | 'verified' | 'verifiedAgain', Ran>> {
  readonly given: boolean;
  readonly isLeft: boolean;
  readonly owners: readonly string[];
  readonly ownersAgain: readonly string[];
  readonly told: { readonly status: number | null };
  readonly changes: readonly string[];
}

describe.skipIf(why !== undefined)('a NIC that NetworkManager manages', () => {
  let seen: Report;
  beforeAll(async () => {
    seen = await onMachine<Report>('../node/manager.scenario.ts');
  }, 600_000);

  test('is known as its own, and is refused as the uplink', () => {
    expect(seen.given).toBe(true);
    expect(seen.owners).toEqual(['NetworkManager']);
    expect(seen.refused.said).toContain('NetworkManager owns eth0');
    expect(seen.refused.status).toBe(1);
  });

  test('is the node’s once NetworkManager is told what the refusal says', () => {
    expect(seen.told).toMatchObject({ status: 0 });
    expect(seen.isLeft).toBe(true);
    expect(seen.booted).toMatchObject({ status: 0 });
    expect(seen.verified).toMatchObject({ status: 0 });
  });

  test('stays the node’s, and all else of it too, when NetworkManager starts again', () => {
    expect(seen.ownersAgain).toEqual([]);
    expect(seen.changes).toEqual([]);
    expect(seen.verifiedAgain).toMatchObject({ status: 0 });
  });
});
