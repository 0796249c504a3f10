import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNoDhcp } from './why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: nothing that a kernel lacks is planned: ${why}`);

interface Tried {
  readonly operations: number;
  readonly refused: string;
  readonly lacking: readonly string[];
}

interface Report {
  readonly kernel: Readonly<Partial<Record<'vlan' | 'bond', string>>>;
  readonly vlan: Tried;
  readonly bond: Tried;
  readonly unasked: readonly unknown[];
  readonly changed: string;
  readonly history: readonly unknown[];
}

describe.skipIf(why !== undefined)('what this kernel lacks', () => {
  test('is planned, and refused by doctor and apply before anything is touched', async () => {
    const { kernel, vlan, bond, unasked, changed, history } = await onMachine<Report>(
      new URL('./kernel.scenario.ts', import.meta.url),
    );
    if (kernel.vlan === undefined || kernel.bond === undefined) {
      // Doctor without the modules is tried in test/vm.
      expect(kernel).toEqual({});
      expect([vlan, bond].flatMap(({ lacking }) => lacking)).toEqual([]);
      return;
    }
    expect(vlan.operations).toBeGreaterThan(0);
    expect(vlan.refused).toMatch(
      /^refused: this kernel has no VLANs \(.*\); load the module with: modprobe 8021q; nothing was done$/,
    );
    expect(vlan.lacking).toEqual(['VLANs: modprobe 8021q, or use a kernel that has it']);
    expect(bond.operations).toBeGreaterThan(0);
    expect(bond.refused).toMatch(/^refused: this kernel has no bonds .* modprobe bonding; nothing was done$/);
    expect(bond.lacking).toEqual(['bonds: modprobe bonding, or use a kernel that has it']);
    expect(unasked).toEqual([]);
    expect(changed).toBe('');
    expect(history).toEqual([]);
  });
});
