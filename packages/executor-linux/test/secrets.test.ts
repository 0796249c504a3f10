import { onMachine } from '@networkd/lab/scenario/on-machine';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../test/shell/run.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: nobody looks for secrets: ${why}`);

interface Outcome {
  readonly scans: number;
  readonly refusals: Readonly<Record<string, string>>;
}

describe.skipIf(why !== undefined)('a private key', () => {
  test('is nowhere but in its file and in the kernel, and is checked before anything is touched', async () => {
    const { scans, refusals, ...rest } = await onMachine<Outcome>(
      new URL('./machine/secrets.scenario.ts', import.meta.url),
    );
    expect(rest).toEqual({ found: [], isBack: true, lent: [] });
    expect(scans).toBeGreaterThan(50);
    expect(refusals).toEqual({
      missing: expect.stringMatching(
        /^refused: .*x\.key: no private key is there; put the one there whose public key is \S{44}, mode 0600$/,
      ),
      another: expect.stringMatching(/^refused: .*x\.key: it is not the private key of \S{44};/),
      forward: expect.stringMatching(/^refused: .*x\.key: it is not the private key of \S{44};[^,]*,[^,]*$/),
      theft: expect.stringMatching(/^refused: .*y\.key: it is not the private key of \S{44};[^,]*,[^,]*$/),
      exposed: expect.stringMatching(
        /^refused: .*x\.key: others than its owner can read it \(mode 644\); run: chmod 600 /,
      ),
    });
  });
});
