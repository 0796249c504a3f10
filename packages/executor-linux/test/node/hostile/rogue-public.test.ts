import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: nobody means harm beside a node with a public NIC: ${why}`);

describe.skipIf(why !== undefined)('beside a node with a public NIC', () => {
  let seen: Readonly<Record<string, unknown>> = {};
  beforeAll(async () => {
    seen = await onMachine(new URL('./rogue-public.scenario.ts', import.meta.url));
  });

  test('a router that calls itself the better one takes nothing of the tunnels: their MTU, and IPv4', () => {
    expect(seen).toMatchObject({ leased: true, listened: true, before: [], heard: true });
    expect(seen['mtu']).toEqual({ link: '1500', ipv6: '1280', device: '1420' });
    expect(seen['reached']).toEqual(['yes', 'yes']);
  });

  test('it gives no more addresses than the kernel takes, no routes beside them, and changes no plan', () => {
    expect(seen['addresses']).toBeLessThanOrEqual(16);
    expect(seen).toMatchObject({ routed: false, kinds: [] });
  });

  test('tn node verify names it, by its MAC address and what it says of itself', () => {
    const named = seen['named'] as readonly { readonly ok: boolean; readonly found: string }[];
    expect(named.map(({ ok }) => ok)).toEqual([true, true]);
    for (const { found } of named) {
      expect(found).toContain(`at ${seen['rogue']} of high preference`);
      expect(found).toMatch(/; 4\d IPv6 networks are announced/);
    }
  });

  test("a DHCP server that lends the gateway's own address, or has half the Internet for neighbours, is refused", () => {
    expect(seen['gateway']).toEqual([true, true, true, "refused address: 192.168.5.1: it is a router's"]);
    expect(seen['everything']).toEqual([true, true, true, 'refused prefix length: 1']);
  });
});
