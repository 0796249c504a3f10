import { plan } from '@networkd/planner';
import { expect, test } from 'vitest';
import { carryOut } from '../src/apply/carry-out.js';
import type { Invocation, Run } from '../src/command/run.js';
import { hub, keyFor, right } from './networks.js';

test('the device of a kernel that has WireGuard is made, marked and moved by ip(8) alone', async () => {
  const invocations: Invocation[] = [];
  /** A kernel that takes everything. */
  const willing: Run = (invocation) => {
    invocations.push(invocation);
    return Promise.resolve({ status: 0, stdout: '', stderr: '' });
  };
  const { network, inventory } = hub(3, { isPublic: true });
  const { operations } = right(plan({ networks: [network], inventory, node: 'n0' }));
  const place = operations.filter(
    ({ kind, owner: _, ...rest }) =>
      (kind === 'LinkAdd' && 'type' in rest && rest.type === 'wireguard') ||
      kind === 'LinkMove' ||
      kind.startsWith('WireGuard'),
  );
  const failure = await carryOut(place, { run: willing, keyOf: () => keyFor('x/n0'), state: '' }, () => {});
  expect(failure).toBeUndefined();
  const [first, second] = network.resources.slice(1).map(({ publicKey }) => publicKey);
  const told = invocations.map(({ argv, stdin }) => [
    argv.join(' '),
    ...(stdin === undefined ? [] : stdin.trim().split('\n')),
  ]);
  expect(told).toEqual([
    [
      'ip -n public -batch -',
      'link add name w-x group 110 mtu 1420 type wireguard',
      'link set dev w-x alias networkd:x',
      'link set dev w-x netns n-x',
    ],
    [
      'ip netns exec n-x wg set w-x private-key /dev/fd/3 listen-port 7001' +
        ` peer ${first} persistent-keepalive off allowed-ips 10.4.2.0/24,100.64.4.2/32` +
        ` peer ${second} persistent-keepalive off allowed-ips 10.4.3.0/24,100.64.4.3/32`,
    ],
  ]);
  expect(invocations.at(-1)?.inherit).toHaveLength(1);
});
