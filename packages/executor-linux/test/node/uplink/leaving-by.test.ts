import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no uplink is asked for the Internet: ${why}`);

const four = '198.51.100.1:443';
const six = '[2001:db8:ff::1]:443';

describe.skipIf(why !== undefined)('the Internet over the uplink, where another NIC leads to it', () => {
  let seen: Readonly<Record<string, unknown>> = {};
  beforeAll(async () => {
    seen = await onMachine(new URL('./leaving-by.scenario.ts', import.meta.url));
  });

  test('is not reached from the address of the other NIC while the uplink has none', () => {
    expect(seen).toMatchObject({ direct: 'Reached' });
    expect(seen['bare']).toEqual({
      [four]: 'zos has no address in IPv4',
      [six]: 'zos leads to no gateway in IPv6',
    });
  });

  test.each([
    ['without a gateway', 'addressed'],
    ['whose gateway leads nowhere', 'island'],
  ])('is not reached by an uplink %s', (_, name) => {
    expect(seen[name]).toEqual({ [four]: expect.any(String), [six]: expect.any(String) });
  });

  test.each([
    ['though the other is preferred', 'led'],
    ['alone', 'alone'],
    ['without a gateway, by a neighbour that answers for it', 'onLink'],
  ])('is reached by an uplink that leads there, %s', (_, name) => {
    expect(seen[name]).toMatch(/:443$/);
  });

  test('and what led there for as long as it was asked is gone', () => {
    expect(seen['changed']).toEqual([]);
  });
});
