import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { parsePrivateKey, publicKeyOf } from '../../src/index.js';
import { parseAddress } from '../../src/scalar/address.js';
import { isGlobal } from '../../src/scalar/address-class.js';
import { parseEndpoint } from '../../src/scalar/endpoint.js';
import { parseKeepalive } from '../../src/scalar/keepalive.js';
import {
  contains,
  firstAddress,
  networkOf,
  parseInterfaceAddress,
  parsePrefix,
} from '../../src/scalar/prefix.js';
import { tunnelAddress } from '../../src/scalar/tunnel.js';
import { right } from '../right.js';

test('WG-7: a keepalive of 0 is off, 65535 is accepted, 65536 is not', () => {
  expect([0, 65_535, 65_536].map((each) => E.isRight(parseKeepalive(each)))).toEqual([true, true, false]);
});

test('WG-8: an IPv6 endpoint without brackets is refused, with the one that was meant', () => {
  expect(parseEndpoint('2001:db8::1:51820')).toEqual(
    E.left({ kind: 'bad-endpoint', suggestion: '[2001:db8::1]:51820' }),
  );
});

test.each([
  ['10.1.0.0/16', '10.1.0.1/16'],
  ['10.1.0.0/31', '10.1.0.1/31'],
  ['10.1.0.0/32', undefined],
])('K-13: the first address of %s is %s', (prefix, first) => {
  expect(firstAddress(right(parsePrefix(prefix)))?.text).toBe(first);
});

test.each([
  ['10.0.0.1', false],
  ['172.16.0.0', false],
  ['172.24.135.46', false],
  ['192.168.0.0', false],
  ['172.15.255.255', true],
  ['172.160.255.255', true],
  ['fd12::1', false],
  ['fc00::1', false],
  ['100.64.0.1', false],
  ['169.254.0.1', false],
  ['fe80::1', false],
])('K-14: is %s publicly routable: %s', (text, global) => {
  expect(isGlobal(right(parseAddress(text)))).toBe(global);
});

test.each([
  ['', false],
  [':1000', false],
  ['10.0.0.0', false],
  ['ff50::10', false],
  ['10.0.0.0:1000', true],
  ['[ff50::10]:1000', false], // syntactically sound, but multicast
])('K-15: the endpoint %j is accepted: %s', (text, sound) => {
  expect(E.isRight(parseEndpoint(text))).toBe(sound);
});

test.each([
  ['10.1.1.0/24', '10.1.1.2/32', true],
  ['10.5.1.0/24', '10.1.1.2/32', false],
  ['fd10::/16', 'fd10:10::/64', true],
  ['fd10::/64', 'fd10:10::/64', false],
])('NM-4: %s contains %s: %s', (outer, inner, inside) => {
  expect(contains(right(parsePrefix(outer)), right(parsePrefix(inner)))).toBe(inside);
});

test.each([
  ['WM-1', 'yJndNh80ToNWGOfDlbtho1wHAEZGa7ZhNpsHf7AJVUM=', 'i7meQzK4IBhHlpmrK8vJoZNXX+XBmVDt486xd8MwiRo='],
  ['TF-K1', '4DwTbGRWECH8oqcTXdoWXGOaWWC952QKbFE1fMzBNmA=', 'kDd5mB6L4gkd3U5W287JeQu7urFzBYH51JQZUrJd8Hg='],
  ['TF-K2', 'ECyTpsjBKXKHF9OmmuBA8v/ic1xKgFOUZA65a4rb83c=', 'Fugz7M+CdxIfe+FgMpvrqMvztiDVsZ59mOi2wYU4QkQ='],
])('%s: private %s has public %s', (_, privateKey, publicKey) => {
  expect(publicKeyOf(right(parsePrivateKey(privateKey)))).toBe(publicKey);
});

test('KS-3: 10.244.4.1/24 lies in network 10.244.4.0/24', () => {
  const { address, length } = right(parseInterfaceAddress('10.244.4.1/24'));
  expect(networkOf(address, length).text).toBe('10.244.4.0/24');
});

test('TF-2: subnet 10.3.1.0/24 has tunnel address 100.64.3.1', () => {
  expect(tunnelAddress(right(parsePrefix('10.3.1.0/24'))).text).toBe('100.64.3.1');
});
