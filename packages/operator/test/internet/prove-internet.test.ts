import { fc, test } from '@fast-check/vitest';
import { emptyState } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect } from 'vitest';
import { proveInternet } from '../../src/internet/prove-internet.js';
import { fakeNode, portsOf } from '../fake/node.js';
import { left } from '../right.js';

const [four, six] = ['1.1.1.1:443', '[2606:4700:4700::1111]:443'];
const endpoints = [four, six];
const receipt = { plan: 'p', node: 'a', operations: 1, applied: false };
const tell = { boot: () => {}, execution: () => {} };

/** Who answers whom, in which family. */
const answers = fc.record({
  host4: fc.boolean(),
  host6: fc.boolean(),
  tenant4: fc.boolean(),
  tenant6: fc.boolean(),
});

test.prop([answers, fc.boolean()])(
  'tenants need IPv4 where the host has it; where it has none, any family will do',
  async ({ host4, host6, tenant4, tenant6 }, hasIpv4) => {
    const node = fakeNode({
      answers: (endpoint, origin) => {
        const [is4, is6] = origin === 'uplink' ? [host4, host6] : [tenant4, tenant6];
        return endpoint === four ? is4 : is6;
      },
    });
    const proved = await proveInternet(portsOf(node), { endpoints, wait: 30, hasIpv4 }, receipt, tell)();
    const isEnough = host4 ? tenant4 : tenant4 || tenant6;
    const wanted = host4 || host6 ? (isEnough ? 'proved' : 'no-tenant-internet') : 'no-internet';
    expect(E.isLeft(proved) ? proved.left.kind : 'proved').toBe(wanted);
  },
);

describe('where the Internet is not there', () => {
  const nowhere = { answers: () => false };

  test('it is tried for the time given, and each endpoint says how it failed', async () => {
    const ports = portsOf(fakeNode(nowhere));
    const proved = await proveInternet(ports, { endpoints, wait: 9, hasIpv4: true }, receipt, tell)();
    expect(left(proved)).toEqual({
      kind: 'no-internet',
      node: 'a',
      wait: 9,
      endpoints: endpoints.map((endpoint) => ({ endpoint, why: 'no route' })),
      aftermath: { kind: 'NothingApplied' },
    });
    expect(ports.clock.now()).toBeGreaterThan(8000);
    expect(ports.clock.now()).toBeLessThanOrEqual(9000);
  });

  test('what something else was applied over is not taken back', async () => {
    const before = { owners: [], state: emptyState('a') };
    const other = { plan: 'other', node: 'a', owners: [], before };
    const ports = portsOf(fakeNode({ ...nowhere, applied: [other] }));
    const applied = { ...receipt, applied: true };
    const proved = await proveInternet(ports, { endpoints, wait: 1, hasIpv4: true }, applied, tell)();
    expect(left(proved)).toMatchObject({
      aftermath: { kind: 'NotRolledBack', error: { kind: 'superseded' } },
    });
  });
});
