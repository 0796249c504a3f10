import { expect, test } from 'vitest';
import { commandsOf, invocationOf, type OperationOf } from '../../src/index.js';

const peer: OperationOf<'WireGuardSetPeer'> = {
  kind: 'WireGuardSetPeer',
  owner: 'x',
  device: 'w-x',
  publicKey: 'kDd5mB6L4gkd3U5W287JeQu7urFzBYH51JQZUrJd8Hg=',
  allowedIPs: [],
  reason: '',
  change: 'Update',
};
const argv = (allowedIPs: readonly string[]) =>
  commandsOf({ ...peer, allowedIPs }).map(invocationOf)[0]?.argv ?? [];

test('a peer without AllowedIPs has those it had taken away', () => {
  expect(argv([]).slice(-2)).toEqual(['allowed-ips', '']);
});

test('no argument is longer than Linux takes, and none of many AllowedIPs is lost', () => {
  const prefixes = Array.from({ length: 12_345 }, (_, i) => `fd00:0:0:${i.toString(16)}::/64`);
  const words = argv(prefixes);
  expect(Math.max(...words.map((word) => String(word).length))).toBeLessThan(131_072);
  const given = words
    .filter((_, i) => words[i - 1] === 'allowed-ips')
    .flatMap((word) => String(word).split(','));
  expect(given).toEqual(prefixes);
});
