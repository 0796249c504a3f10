import type { Check } from '@networkd/executor-linux';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import { whyNoScratch } from '@networkd/lab/scratch';
import { beforeAll, describe, expect, test } from 'vitest';

/** The modules that a node needs, and the check of doctor that misses each. */
const modules = {
  bridge: 'bridges',
  veth: 'veth pairs',
  macvlan: 'macvlans',
  '8021q': 'VLANs',
  bonding: 'bonds',
  nft_ct: 'nftables',
  nft_limit: 'nftables',
  nft_connlimit: 'nftables',
  nft_masq: 'nftables',
  nft_chain_nat: 'nftables',
  nf_tables: 'nftables',
  wireguard: 'WireGuard',
} as const;

type Checks = Readonly<Record<string, Check>>;

interface Report {
  readonly report: Readonly<Record<string, Readonly<Record<'without' | 'unasked' | 'given', Checks>>>>;
  readonly links: readonly [before: string, after: string];
}

const why = whyNoScratch(['ip', 'nft', 'wg']);
if (why !== undefined) console.warn(`SKIPPED: no module is taken away from doctor: ${why}`);

describe.skipIf(why !== undefined)('tn doctor', () => {
  let seen: Report;
  beforeAll(async () => {
    seen = await onMachine<Report>(
      new URL('./modules.scenario.ts', import.meta.url),
      ...Object.keys(modules),
    );
  });

  test.each(Object.entries(modules))(
    'without the module %s finds no %s, and says what to load',
    (module, name) => {
      const { without, unasked, given } = seen.report[module] ?? {};
      expect(given?.[name]).toMatchObject({ ok: true });
      // Without the kernel's own device a program makes one, where there is a tun.
      if (name === 'WireGuard') expect(without?.[name]?.found).toContain('in userspace');
      else expect(without?.[name]).toMatchObject({ ok: false, remedy: expect.stringContaining(module) });
      const isOptional = name === 'VLANs' || name === 'bonds';
      if (isOptional)
        expect(unasked?.[name]).toMatchObject({
          ok: true,
          found: expect.stringContaining('not in this kernel'),
        });
    },
  );

  test('finds WireGuard in the kernel', () => {
    for (const { given } of Object.values(seen.report))
      expect(given['WireGuard']?.found).toContain('in the kernel');
  });

  test('leaves no link in the host, though the module of bonds makes one for who loads it first', () => {
    expect(seen.links[1]).toBe(seen.links[0]);
  });
});
