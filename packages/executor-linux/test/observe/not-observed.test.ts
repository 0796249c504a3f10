import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.js';
import { limited } from '../../src/command/limit.js';
import type { Invocation, Outcome } from '../../src/command/run.js';
import { accepted } from '../../src/observe/accepted.js';
import { ask } from '../../src/observe/ask.js';
import { filesAnd } from '../../src/observe/file/file.js';
import { NotObserved } from '../../src/observe/not-observed.js';
import { observe } from '../../src/observe/observe.js';

/** Any process, which ends so. */
const ends = (outcome: Partial<Outcome>) => () =>
  Promise.resolve({ status: 0, stdout: '', stderr: '', ...outcome });

/** An empty machine, from which the first looks see a namespace go. */
function taken(times: number) {
  const counts = { looks: 0 };
  const stderr = 'Cannot open network namespace "n-x": No such file or directory';
  const run = ({ argv }: Invocation) => {
    if (!argv.includes('-batch')) return ends({})();
    return counts.looks++ < times ? ends({ status: 255, stderr })() : ends({ stdout: '[]\n[]\n[]\n' })();
  };
  return { run, counts };
}

const wg: Invocation = { argv: ['ip', 'netns', 'exec', 'n-x', 'wg', 'show', 'w-x', 'dump'] };
const nft = filesAnd('n-x', ['/proc/net/udp'], ['nft', 'list', 'tables']);

describe('a command that fails is told with its status, its words and the remedy', () => {
  test.each([
    [
      { argv: ['ip', 'address'] },
      127,
      'spawn ip ENOENT',
      'ip address: exit status 127: spawn ip ENOENT. Install ip; on Debian: apt-get install iproute2',
    ],
    [
      wg,
      1,
      'exec of "wg" failed: No such file or directory\n',
      'ip netns exec n-x wg show w-x dump: exit status 1: exec of "wg" failed: No such file or directory. Install wg; on Debian: apt-get install wireguard-tools',
    ],
    [
      nft,
      127,
      'sh: 1: exec: nft: not found\n',
      'ip netns exec n-x sh -c … sh /proc/net/udp -- nft list tables: exit status 127: sh: 1: exec: nft: not found. Install nft; on Debian: apt-get install nftables',
    ],
    [
      wg,
      255,
      'setting the network namespace "n-x" failed: Operation not permitted\n',
      'ip netns exec n-x wg show w-x dump: exit status 255: setting the network namespace "n-x" failed: Operation not permitted. Run this as root',
    ],
    [
      wg,
      255,
      'Cannot open network namespace "n-x": No such file or directory\n',
      'ip netns exec n-x wg show w-x dump: exit status 255: Cannot open network namespace "n-x": No such file or directory. Somebody took the namespace away meanwhile: try again',
    ],
    [
      wg,
      137,
      '',
      'ip netns exec n-x wg show w-x dump: exit status 137: nothing. Run the command by hand to see more, mend what it complains of, and try again',
    ],
  ])('%#', async (invocation, status, stderr, message) => {
    const secret = 'what it printed until then';
    const failure = await ask(ends({ status, stderr, stdout: secret }), invocation, /^Unable/).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(NotObserved);
    expect(failure).toMatchObject({ message, error: { kind: 'not-observed', message } });
  });

  test('except for one that says in its own words that there is no such thing', async () => {
    const run = ends({ status: 1, stdout: 'before', stderr: 'Unable to access interface: No such device' });
    expect(await ask(run, wg, /^Unable to access interface/)).toBe('before');
  });
});

test('a look that a namespace was taken from in the middle of is looked again, and not for ever', async () => {
  const { run, counts } = taken(2);
  expect((await observe({ run, clock: systemClock }, 'a')).state).toMatchObject({
    schema: 'observed/2',
    resources: [],
  });
  expect(counts.looks).toBe(3);
  await expect(
    observe({ run: taken(Number.POSITIVE_INFINITY).run, clock: systemClock }, 'a'),
  ).rejects.toThrow('try again');
});

describe('what a plan could not put there', () => {
  const state = (resource: object) => ({ schema: 'observed/2', node: 'a', resources: [resource] }) as never;

  test('is named where it is more than an endpoint or an alias', () => {
    const address = {
      kind: 'Address',
      owner: 'x',
      netns: 'n-x',
      device: 'n-x',
      address: '::ffff:1.2.3.4/128',
    };
    expect(() => accepted(state(address))).toThrow(/by hand:\n.*::ffff:1\.2\.3\.4/s);
  });

  test('is left out of a peer that is somewhere on its own link', () => {
    const peer = {
      kind: 'Peer',
      owner: 'x',
      netns: 'n-x',
      device: 'w-x',
      publicKey: Buffer.alloc(32, 7).toString('base64'),
      allowedIPs: [],
    };
    const { resources } = accepted(state({ ...peer, endpoint: '[fe80::1%eth0]:7001' }));
    expect(resources).toEqual([peer]);
  });
});

describe('processes', () => {
  test('run so many at a time, each in its turn, and those that fail let others go on', async () => {
    let running = 0;
    let most = 0;
    const started: string[] = [];
    const run = limited(async ({ argv: [name = ''] }) => {
      started.push(name);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      if (Number(name) % 3 === 0) throw new Error(name);
      return { status: 0, stdout: name, stderr: '' };
    }, 4);
    const names = Array.from({ length: 50 }, (_, i) => String(i));
    const early = names.slice(0, 25).map((name) => run({ argv: [name] }).catch(() => {}));
    await Promise.race(early);
    const late = names.slice(25).map((name) => run({ argv: [name] }));
    const outcomes = [...(await Promise.allSettled(late)), ...(await Promise.allSettled(early))];
    expect(most).toBe(4);
    expect(started).toEqual(names);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(8);
  });
});
