import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { parseAddress } from '../../src/scalar/address.js';
import { confinedPart, isGlobal, isUnicast } from '../../src/scalar/address-class.js';
import { endpointText, parseEndpoint } from '../../src/scalar/endpoint.js';
import { compareTexts, parseNetworkId, parseNodeId } from '../../src/scalar/id.js';
import { parseKeepalive } from '../../src/scalar/keepalive.js';
import { parseInterfaceName, parseMac } from '../../src/scalar/name.js';
import { parsePort } from '../../src/scalar/port.js';
import { parsePrefix } from '../../src/scalar/prefix.js';
import { tunnelAddress } from '../../src/scalar/tunnel.js';
import { right } from '../right.js';

const accepts = (parsed: E.Either<unknown, unknown>) => E.isRight(parsed);

test.each([
  ['a', true],
  ['EJyFexd14LVGi', true],
  ['0123456789abc', true],
  ['0123456789abcd', false],
  ['', false],
  ['a-b', false],
  ['ä', false],
])('a network id %j: %s', (text, sound) => {
  expect(accepts(parseNetworkId(text))).toBe(sound);
});

test.each([
  ['a', true],
  ['node-1.farm_2', true],
  ['A'.repeat(63), true],
  ['A'.repeat(64), false],
  ['-a', false],
  ['a b', false],
  ["a'b", false],
  ['', false],
])('a node id %j: %s', (text, sound) => {
  expect(accepts(parseNodeId(text))).toBe(sound);
});

test.each([
  ['n-EJyFexd14LVGi', true],
  ['eth0.100', true],
  ['a'.repeat(16), false],
  ['', false],
  ['-eth0', false],
  ['eth/0', false],
  ['eth 0', false],
  ['..', false],
])('an interface name %j: %s', (text, sound) => {
  expect(accepts(parseInterfaceName(text))).toBe(sound);
});

test.each([
  ['52:54:00:00:00:01', true],
  ['52:54:00:00:00:0A', false],
  ['52:54:00:00:00', false],
  ['52-54-00-00-00-01', false],
])('a MAC address %j: %s', (text, sound) => {
  expect(accepts(parseMac(text))).toBe(sound);
});

test.each([
  [1, true],
  [65_535, true],
  [0, false],
  [65_536, false],
  [-1, false],
  [7001.5, false],
  [Number.NaN, false],
])('a port %j: %s', (value, sound) => {
  expect(accepts(parsePort(value))).toBe(sound);
});

test.each([
  [0, true],
  [65_535, true],
  [65_536, false],
  [-1, false],
  [0.5, false],
])('a keepalive of %j s: %s', (value, sound) => {
  expect(accepts(parseKeepalive(value))).toBe(sound);
});

test.each([
  '10.0.0.0:0',
  '10.0.0.0:01000',
  '10.0.0.0:65536',
  '10.0.0.0:',
  '[10.0.0.0]:1000',
  '[::1]:1000',
  '127.0.0.1:1000',
  '169.254.0.1:1000',
  '[fe80::1]:1000',
  '[fe80::1%eth0]:1000',
  '224.0.0.1:1000',
  '255.255.255.255:1000',
  '[::ffff:1.2.3.4]:1000',
  '[2001:DB8::1]:1000',
  'host.example:1000',
])('the endpoint %j is refused', (text) => {
  expect(parseEndpoint(text)).toMatchObject(E.left({ kind: 'bad-endpoint' }));
});

test.each(['185.69.166.10:7001', '[2a02:1802:5e::a]:7001', '192.168.0.1:1'])(
  'the endpoint %s is canonical',
  (text) => {
    expect(parseEndpoint(text)).toEqual(E.right(text));
  },
);

test('an endpoint is written as wg(8) prints it', () => {
  const port = right(parsePort(7001));
  expect(endpointText(right(parseAddress('185.69.166.10')), port)).toBe('185.69.166.10:7001');
  expect(endpointText(right(parseAddress('2a02:1802:5e::a')), port)).toBe('[2a02:1802:5e::a]:7001');
});

test.each([
  ['185.69.166.10', true, true],
  ['192.0.2.1', true, true],
  ['198.51.100.1', true, true],
  ['203.0.113.1', true, true],
  ['2001:db8::1', true, true],
  ['2a02:1802:5e::a', true, true],
  ['172.31.255.255', false, true],
  ['172.32.0.0', true, true],
  ['192.167.255.255', true, true],
  ['100.63.255.255', true, true],
  ['100.127.255.255', false, true],
  ['100.128.0.0', true, true],
  ['198.18.0.1', false, true],
  ['192.0.0.1', false, true],
  ['0.0.0.0', false, false],
  ['127.0.0.1', false, false],
  ['224.0.0.1', false, false],
  ['239.255.255.255', false, false],
  ['240.0.0.1', false, false],
  ['255.255.255.255', false, false],
  ['::', false, false],
  ['::1', false, false],
  ['ff02::1', false, false],
  ['fd00::1', false, true],
  ['1fff::1', false, true],
  ['3fff:ffff::1', true, true],
  ['4000::1', false, true],
])('%s: global %s, unicast %s', (text, global, unicast) => {
  const address = right(parseAddress(text));
  expect([isGlobal(address), isUnicast(address)]).toEqual([global, unicast]);
});

test.each([
  ['10.0.0.0/8', undefined],
  ['0.0.0.0/0', '0.0.0.0/8'],
  ['126.0.0.0/7', '127.0.0.0/8'],
  ['169.254.7.0/24', '169.254.0.0/16'],
  ['fe80::/64', 'fe80::/10'],
  ['fd00::/48', undefined],
])('the part of %s that no network can use: %s', (text, part) => {
  expect(confinedPart(right(parsePrefix(text)))?.text).toBe(part);
});

test.each([
  ['10.3.1.0/24', '100.64.3.1'],
  ['172.20.255.0/24', '100.64.20.255'],
  ['10.1.2.128/25', '100.64.1.2'],
])('the tunnel address of %s is %s', (subnet, tunnel) => {
  expect(tunnelAddress(right(parsePrefix(subnet))).text).toBe(tunnel);
});

test('texts are ordered by code unit, not by any locale', () => {
  expect(['b', 'a', 'B', 'ab', '10', '9'].sort(compareTexts)).toEqual(['10', '9', 'B', 'a', 'ab', 'b']);
});
