import { spawnSync } from 'node:child_process';
import { json, shell, text } from '@networkd/executor-dryrun';
import {
  emptyState,
  type NodeState,
  nodeOwner,
  type Plan,
  planTowards,
  type Resource,
  type ResourceOf,
} from '@networkd/planner';
import { expect, test } from 'vitest';
import { right } from './plans.js';

const own = { owner: nodeOwner } as const;
const mark = { mtu: 1500, alias: 'networkd:@node', disableIpv6: false } as const;

const zos: ResourceOf<'Link'> = {
  ...{ kind: 'Link', ...own, name: 'zos', type: 'bridge', address: '52:54:00:00:00:01' },
  ...{ ...mark, reason: 'bridge of the host' },
};
const end: ResourceOf<'Link'> = {
  kind: 'Link',
  ...own,
  name: 'pub-zos',
  type: 'veth',
  peer: 'zos-pub',
  ...mark,
};
const port: ResourceOf<'LinkMaster'> = {
  ...{ kind: 'LinkMaster', ...own, device: 'eth0', master: 'zos', type: 'bridge' },
  ...{ disableIpv6: true, mtu: 1500, reason: 'the uplink' },
};
const state: readonly Resource[] = [
  { kind: 'Netns', ...own, name: 'ndmz' },
  zos,
  end,
  { ...end, name: 'zos-pub', peer: 'pub-zos' },
  { ...end, netns: 'ndmz', name: 'npub4', type: 'macvlan', link: 'zos' } as ResourceOf<'Link'>,
  port,
  { kind: 'LinkUp', ...own, device: 'zos' },
  { kind: 'DhcpClient', ...own, device: 'zos', reason: 'asks for an IPv4 address' },
  { kind: 'DhcpClient', ...own, netns: 'ndmz', device: 'npub4' },
];

function planned(target: readonly Resource[], before: readonly Resource[] = []): Plan {
  const observed: NodeState = { ...emptyState('a'), resources: before };
  return right(
    planTowards({
      owners: [{ id: nodeOwner }],
      target: { ...observed, resources: target },
      observed,
    }),
  );
}

const create = planned(state);

test("is headed as the node's own, and says of ports and clients what becomes of them", () => {
  const printed = text(create);
  expect(printed).not.toMatch(/Tenant network|version/);
  expect(printed).toContain('  + link eth0 master zos  # the uplink\n');
  expect(printed).toContain('  + link eth0 mtu 1500  # the uplink\n');
  expect(printed).toContain('  + dhcp client on zos  # asks for an IPv4 address\n');
  expect(printed).toContain('  + dhcp client on npub4 in ndmz\n');
  expect(printed.match(/link pub-zos type veth/g)).toHaveLength(1);
});

test('shows a port its master, and a link its MAC address, before and after', () => {
  const after = [
    { ...zos, address: '52:54:00:00:00:02' },
    { ...port, master: 'br-pub', mtu: 9000 },
  ];
  const printed = text(planned(after, [zos, port]));
  expect(printed).toContain('      address 52:54:00:00:00:01 → 52:54:00:00:00:02\n');
  expect(printed).toContain('      master zos → br-pub\n');
  expect(printed).toContain('      mtu 1500 → 9000\n');
});

test('the JSON is the whole plan', () => {
  expect(JSON.parse(json(create))).toEqual(JSON.parse(JSON.stringify(create)));
});

test('the script says that it is for the node itself, and takes no keys', () => {
  const script = shell(create);
  expect(script).toContain('# Node a, its own network: ');
  expect(script).not.toContain('SECRETS');
  expect(script).toContain(
    '\nstart /run/networkd/udhcpc/zos.log env NETWORKD_LEASE=/run/networkd/udhcpc/zos.lease udhcpc -f -R -i zos ' +
      '-p /run/networkd/udhcpc/zos.pid -t 4 -T 2 -A 5 -O staticroutes -O mtu -s "$STATE"/udhcpc.sh\n',
  );
});

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
if (!hasShellcheck) console.warn('SKIPPED: scripts are not checked: there is no shellcheck');

test.skipIf(!hasShellcheck)('shellcheck finds nothing in scripts that make, change and take away', () => {
  const change = planned([zos, { ...port, master: 'br-pub' }], [zos, port]);
  for (const plan of [create, change, planned([], state)]) {
    const { status, stdout } = spawnSync('shellcheck', ['-s', 'sh', '-'], {
      input: shell(plan),
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  }
});
