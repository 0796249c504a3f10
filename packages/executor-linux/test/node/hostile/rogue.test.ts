import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no router means harm: ${why}`);

describe.skipIf(why !== undefined)('a router that means harm', () => {
  let seen: Readonly<Record<string, unknown>> = {};
  beforeAll(async () => {
    seen = await onMachine(new URL('./rogue.scenario.ts', import.meta.url));
  });

  test('on the segment of the node takes nothing away: IPv4, tenants, the gateway, the MTU of the link', () => {
    expect(seen).toMatchObject({ leased: true, heard: true, ways: 1, host: 'yes', tenants: ['yes', 'yes'] });
    expect(seen['mtu']).toEqual({ link: '1500', ipv6: '1280' });
  });

  test('gives no more addresses than the kernel takes', () => {
    expect(seen['addresses']).toBeLessThanOrEqual(16);
  });

  test('among tenants is heard by nobody of ours', () => {
    expect(seen['listened']).toBe(true);
    expect(seen['taken']).toEqual([]);
  });

  test('among tenants, who opens connections without end, has its share: others and the host go on', () => {
    expect(seen).toMatchObject({ flooded: true, beside: ['yes', 'yes', true] });
    // Those of others are in the same table, and a busy kernel lets some more in: 17 505 were seen. The sender tries 58 976 ports.
    expect(seen['flows']).toBeLessThanOrEqual(1.25 * 16_384);
  });
});
