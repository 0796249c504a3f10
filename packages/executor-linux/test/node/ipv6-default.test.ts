import type { Operation } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { batchesOf } from '../../src/command/batch.js';
import { partsByNetns } from '../../src/netns-part.js';
import { slaacOff, toldToNamespaces } from '../../src/node/ipv6-default.js';

const usual = { disable_ipv6: '0', autoconf: '1', accept_ra_pinfo: '1', accept_ra_defrtr: '1' };

/** A host with these defaults. */
function host(inherit: string | undefined, defaults: Readonly<Record<string, string>>) {
  const files = { ...usual, accept_ra_mtu: '1', addr_gen_mode: '0', ...defaults };
  const all = new Map(Object.entries(files).map(([name, value]) => [`net/ipv6/conf/default/${name}`, value]));
  if (inherit !== undefined) all.set('net/core/devconf_inherit_init_net', inherit);
  return (file: string) => all.get(file);
}

const off = { disable_ipv6: '1', autoconf: '0', addr_gen_mode: '1' };

describe('what links of the host are born without', () => {
  test('is told where it is, and a host may choose how addresses are made', () => {
    expect(slaacOff(host('0', {}))).toEqual([]);
    expect(slaacOff(host('0', { addr_gen_mode: '3' }))).toEqual([]);
    expect(slaacOff(host('0', off))).toEqual(['autoconf', 'addr_gen_mode']);
    expect(slaacOff(() => undefined)).toEqual([]);
  });

  test('is told to new namespaces where they take it over', () => {
    for (const inherit of ['0', '2', undefined]) expect(toldToNamespaces(host(inherit, off))).toEqual([]);
    for (const inherit of ['1', '3']) {
      expect(toldToNamespaces(host(inherit, {}))).toEqual([]);
      expect(toldToNamespaces(host(inherit, off))).toEqual([
        'net.ipv6.conf.default.disable_ipv6=0',
        'net.ipv6.conf.default.autoconf=1',
        'net.ipv6.conf.default.addr_gen_mode=0',
      ]);
    }
  });
});

describe('a batch with new namespaces', () => {
  const why = { owner: '@node', reason: '', change: 'Create' } as const;
  const operations: readonly Operation[] = [
    { kind: 'NetnsAdd', name: 'public', ...why },
    { kind: 'NetnsAdd', name: 'ndmz', ...why },
    { kind: 'LinkAdd', name: 'zos', type: 'bridge', mtu: 1500, alias: 'networkd:@node', ...why },
  ];
  const [batch] = batchesOf(operations);
  if (batch === undefined) throw new Error('no batch');

  test('is one process where there is nothing to tell', () => {
    expect(partsByNetns(batch, [])).toEqual([{ batch }]);
  });

  test('stops after each, so that nothing is in it before it is told', () => {
    const parts = partsByNetns(batch, ['a.b=0']);
    expect(parts.map(({ argv }) => argv?.slice(2).join(' '))).toEqual([
      'exec public sysctl -qw a.b=0',
      'exec ndmz sysctl -qw a.b=0',
      undefined,
    ]);
    expect(parts.flatMap((part) => part.batch.pieces)).toEqual(batch.pieces);
  });
});
