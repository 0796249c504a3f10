import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { dockerRules } from '@networkd/lab/furniture/docker-rules';
import { firewalldRules } from '@networkd/lab/furniture/firewalld-rules';
import { ufwRules } from '@networkd/lab/furniture/ufw-rules';
import { ufwRules6 } from '@networkd/lab/furniture/ufw-rules6';
import { whyNoScratch } from '@networkd/lab/scratch';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Run } from '../../src/command/run.js';
import { bridgePasses } from '../../src/health/bridges-pass.js';
import { blocking } from '../../src/health/chain.js';
import { neighbours } from '../../src/health/neighbours.js';
import { nftChains } from '../../src/health/nft-rules.js';
import { type Packet, somebody } from '../../src/health/packet.js';
import { othersChains } from '../../src/health/rulesets.js';
import { inwards, whose } from '../../src/health/whose.js';

const why = whyNoScratch(['ip', 'nft', 'nsenter', 'iptables-nft-restore', 'ip6tables-nft-restore']);
if (why !== undefined) console.warn(`SKIPPED: rules of others are not read from the kernel: ${why}`);

const coming = (
  dport: number,
  state: Packet['state'] = 'new',
  family: Packet['family'] = 'ipv4',
): Packet => ({
  family,
  iifname: 'zos',
  saddr: somebody[family],
  daddr: family === 'ipv4' ? '198.51.100.7' : '2001:db8::7',
  dport,
  state,
});

describe.skipIf(why !== undefined)('rules of others, read from the kernel', () => {
  let holder: ChildProcess;
  let run: Run;
  beforeEach(async () => {
    holder = spawn('unshare', ['--net', 'sh', '-c', 'echo; exec sleep infinity'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => holder.stdout?.once('data', resolve));
    run = ({ argv, stdin }) => {
      const inside = ['--target', `${holder.pid}`, '--net', ...argv];
      const { status, stdout, stderr } = spawnSync('nsenter', inside, {
        input: stdin ?? '',
        encoding: 'utf8',
      });
      return Promise.resolve({ status: status ?? 1, stdout, stderr });
    };
  });
  afterEach(() => {
    holder.kill('SIGKILL');
  });

  const load = async (tool: readonly string[], text: string) => {
    const { status, stderr } = await run({ argv: tool, stdin: text });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  };
  const ufw = async () => {
    await load(['iptables-nft-restore'], ufwRules);
    await load(['ip6tables-nft-restore'], ufwRules6);
  };
  const obstacles = async (packet: Packet) =>
    blocking(await othersChains(run), inwards, packet).map((chain) => whose(chain).who);

  test('ufw drops what nobody named, and lets answers in', async () => {
    await ufw();
    const input = (table: string) => [`ufw (chain INPUT of table ${table} filter)`];
    expect(await obstacles(coming(7001))).toEqual(input('ip'));
    expect(await obstacles(coming(7001, 'new', 'ipv6'))).toEqual(input('ip6'));
    expect(await obstacles(coming(7001, 'established'))).toEqual([]);
    await run({
      argv: ['iptables-nft', '-A', 'ufw-user-input', '-p', 'udp', '--dport', '7001', '-j', 'ACCEPT'],
    });
    expect(await obstacles(coming(7001))).toEqual([]);
    expect(await obstacles(coming(7002))).toEqual(input('ip'));
  });

  test('firewalld drops what nobody named, and lets answers in', async () => {
    await load(['nft', '-f', '-'], firewalldRules);
    const input = ['firewalld (chain filter_INPUT of table inet firewalld)'];
    expect(await obstacles(coming(7001))).toEqual(input);
    expect(await obstacles(coming(7001, 'new', 'ipv6'))).toEqual(input);
    expect(await obstacles(coming(7001, 'established'))).toEqual([]);
    const accepted = [
      'add',
      'rule',
      'inet',
      'firewalld',
      'filter_IN_public_allow',
      'udp',
      'dport',
      '7001',
      'accept',
    ];
    await run({ argv: ['nft', ...accepted] });
    expect(await obstacles(coming(7001))).toEqual([]);
  });

  test('Docker drops what bridges pass where br_netfilter shows it, and nothing that is for the host', async () => {
    await load(['iptables-nft-restore'], dockerRules);
    expect(await obstacles(coming(7001))).toEqual([]);
    const chains = await othersChains(run);
    expect(bridgePasses('b-red', chains, ['ipv4', 'ipv6'])).toMatchObject({
      ok: false,
      who: 'Docker (chain FORWARD of table ip filter)',
      remedy: expect.stringContaining('iptables -I DOCKER-USER -i b-red -o b-red -j ACCEPT'),
    });
    expect(bridgePasses('b-red', chains, ['ipv6']).ok).toBe(true);
    await run({ argv: ['iptables-nft', '-I', 'DOCKER-USER', '-i', 'b-red', '-o', 'b-red', '-j', 'ACCEPT'] });
    const mended = await othersChains(run);
    expect(bridgePasses('b-red', mended, ['ipv4']).ok).toBe(true);
    expect(bridgePasses('b-blue', mended, ['ipv4']).ok).toBe(false);
  });

  test('tn doctor warns of them by name, with what to do, and of nobody where nobody is', async () => {
    expect((await neighbours(run)).map(({ warning }) => warning)).toEqual([undefined, undefined]);
    await ufw();
    expect((await neighbours(run))[0]).toMatchObject({
      ok: true,
      warning: true,
      who: 'ufw (chain INPUT of table ip filter)',
      remedy: 'ufw allow in on zos to any port PORT proto udp',
    });
  });
});

/** A table of somebody's with one chain at the hook `input`, as `nft -json` lists it. */
const listed = (policy: string, ...rules: readonly (readonly object[])[]) =>
  JSON.stringify({
    nftables: [
      { chain: { family: 'inet', table: 'mine', name: 'in', type: 'filter', hook: 'input', policy } },
      ...rules.map((expr) => ({ rule: { family: 'inet', table: 'mine', chain: 'in', expr } })),
    ],
  });
const isDropped = (text: string, packet = coming(7001)) =>
  blocking(nftChains(text), inwards, packet).length > 0;
const match = (left: object, right: unknown, op = '==') => ({ match: { op, left, right } });
const dport = { payload: { protocol: 'udp', field: 'dport' } };

describe('a packet is dropped', () => {
  const accept = { accept: null };
  const drop = { drop: null };
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['by a policy', listed('drop'), true],
    ['by none', listed('accept'), false],
    ['by a rule', listed('accept', [match(dport, 7001), drop]), true],
    ['not by one of another port', listed('accept', [match(dport, 7002), drop]), false],
    ['in a range', listed('accept', [match(dport, { range: [7000, 7009] }), drop]), true],
    [
      'not outside a set',
      listed('drop', [match(dport, { set: [{ range: [7000, 7009] }, 9] }), accept]),
      false,
    ],
    ['not where it may be let in', listed('drop', [match(dport, '@ports'), accept]), false],
    ['not where it may be kept out', listed('accept', [match(dport, '@ports'), drop]), false],
    [
      'from others than a network',
      listed('drop', [
        match({ payload: { protocol: 'ip', field: 'saddr' } }, { prefix: { addr: '10.0.0.0', len: 8 } }),
        accept,
      ]),
      true,
    ],
    [
      'by a verdict map',
      listed('accept', [{ vmap: { key: { meta: { key: 'iifname' } }, data: { set: [['zos', drop]] } } }]),
      true,
    ],
    ['by what logs first', listed('accept', [{ log: null }, { counter: {} }, { reject: {} }]), true],
    [
      'not by one of another link',
      listed('accept', [match({ meta: { key: 'iifname' } }, 'eth*'), drop]),
      false,
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(isDropped(text)).toBe(expected);
  });
});
