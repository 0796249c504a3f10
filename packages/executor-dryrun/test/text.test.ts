import { shell, text } from '@networkd/executor-dryrun';
import type { Operation, Plan, PlanOwner } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { inventory, key, network, planOf, stateOf } from './plans.js';

const esc = '\u001b';
const colours = new RegExp(`${esc}\\[[0-9;]*m`, 'g');

describe('a plan from nothing', () => {
  const printed = text(planOf('h', [network()]));

  test('is headed by its network and node, and ends with how much it does', () => {
    expect(printed).toMatch(/^Tenant network test version 1 on node h\n {2}\+ netns n-test {2}# home/);
    expect(printed).toMatch(
      /\n\nPlan: 26 to create, 0 to update, 0 to delete; 28 operations, 0 reset sessions\.\nHash: [0-9a-f]{64}\n$/,
    );
  });

  test('leads a peer with who it is, then where and what', () => {
    expect(printed).toContain(
      `  + peer a, we dial it over IPv4
      endpoint 192.0.2.10:7001 persistent-keepalive 25
      allowed-ips 10.1.2.0/24, 100.64.1.2/32
      public key ${key(1)}
`,
    );
  });

  test('has one line or more for each operation, in their order', () => {
    const runes = printed.split('\n').filter((line) => /^ {2}[+~-] /.test(line));
    expect(runes).toHaveLength(28);
    expect(runes.at(-1)).toContain('route 10.1.0.0/16');
  });
});

describe('the heading of a part', () => {
  const empty = planOf('a', [network()], stateOf('a', [network()]));
  const headed = (owner: PlanOwner) => ({ ...empty, owners: [owner] });

  test.each<[PlanOwner, string]>([
    [{ id: '@node' }, "The node's own network on node a"],
    [{ id: '@node', removed: true }, "The node's own network, removed from node a"],
    [{ id: 'test', version: 2 }, 'Tenant network test version 2 on node a'],
    [{ id: 'test', version: 0 }, 'Tenant network test version 0 on node a'],
    [{ id: 'test', removed: true }, 'Tenant network test, removed from node a'],
  ])('%j', (owner, heading) => {
    expect(text(headed(owner))).toBe(`${heading}\n\nNo changes.\n`);
  });

  test.each<[PlanOwner, string]>([
    [{ id: '@node' }, 'its own network'],
    [{ id: '@node', removed: true }, 'no network of its own'],
    [{ id: 'test', version: 2 }, 'test version 2'],
    [{ id: 'test', removed: true }, 'no test'],
  ])('%j in a script', (owner, heading) => {
    expect(shell(headed(owner))).toContain(`# Node a, ${heading}: no changes.\n`);
  });
});

test('no changes are said to be none', () => {
  const printed = text(planOf('a', [network()], stateOf('a', [network()])));
  expect(printed).toBe('Tenant network test version 1 on node a\n\nNo changes.\n');
});

describe('an update', () => {
  const before = stateOf('h', [network()], inventory(1500));

  test('shows a link its MTU before and after', () => {
    expect(text(planOf('h', [network()], before, inventory(1420)))).toContain(
      '  ~ link w-test mtu 1340 in n-test  # socket in the host namespace\n      mtu 1420 → 1340\n',
    );
  });

  test('shows what a peer gains, loses, and where it is dialled', () => {
    const after = network({
      version: 2,
      subnets: ['10.1.9.0/24', '10.1.3.0/24', '10.1.4.0/24'],
      ports: [7009, 7002, 7003],
    });
    expect(text(planOf('h', [after], before))).toContain(
      `  ~ peer a, we dial it over IPv4
      endpoint 192.0.2.10:7001 → 192.0.2.10:7009
      allowed-ips + 10.1.9.0/24, 100.64.1.9/32
      allowed-ips - 10.1.2.0/24, 100.64.1.2/32
      public key ${key(1)}
`,
    );
  });

  test('shows an endpoint where there was none', () => {
    const undialled = before.resources.map((each) => {
      if (each.kind !== 'Peer') return each;
      const { endpoint: _, ...rest } = each;
      return rest;
    });
    const printed = text(planOf('h', [network()], { ...before, resources: undialled }));
    expect(printed).toContain('      endpoint none → 192.0.2.10:7001\n');
  });

  test('marks what resets sessions: a key, a port, a peer that goes', () => {
    const after = network({ version: 2, keys: [1, 2, 8], ports: [7001, 7002, 7008], without: 'b' });
    const printed = text(planOf('h', [after], before));
    expect(printed).toContain(`  # key of this node  ! resets sessions
      public key ${key(3)} →
        ${key(8)}
`);
    expect(printed).toContain(
      '  + wg w-test listen-port 7008  # port peers dial  ! resets sessions\n      listen-port 7003 → 7008\n',
    );
    expect(printed).toContain(`  - peer ${key(2)}
      # no longer wanted  ! resets sessions
      endpoint 192.0.2.11:7002 persistent-keepalive 25
      allowed-ips 10.1.3.0/24, 100.64.1.3/32
`);
    expect(printed).toContain('3 reset sessions.');
  });

  test('shows the rules that a firewall gains and loses', () => {
    const drifted = {
      ...before,
      resources: before.resources.map((each) =>
        each.kind === 'NftTable'
          ? {
              ...each,
              hash: '0'.repeat(64),
              ruleset: each.ruleset.replace('ct state invalid drop', 'accept'),
            }
          : each,
      ),
    };
    expect(text(planOf('h', [network()], drifted))).toContain(
      '  ~ nft table inet networkd in n-test  # firewall\n      - accept\n',
    );
  });
});

test('several networks are grouped, and numbered in the order of all', () => {
  const [red, blue] = [
    network({ id: 'red', ports: [7001, 7002, 7003] }),
    network({ id: 'blue', ports: [7101, 7102, 7103], keys: [4, 5, 6] }),
  ];
  const [red2, blue2] = [
    network({ id: 'red', version: 2, ports: [7201, 7002, 7003] }),
    network({ id: 'blue', version: 2, ports: [7001, 7102, 7103], keys: [4, 5, 6] }),
  ];
  const printed = text(planOf('a', [red2, blue2], stateOf('a', [red, blue])));
  const numbers = [...printed.matchAll(/^ {2}(\d) ([+~-]) wg (w-\w+) listen-port (\w+)/gm)];
  expect(numbers.map(([, ...parts]) => parts.join(' '))).toEqual([
    '2 + w-blue 7001',
    '1 - w-red released',
    '3 + w-red 7201',
  ]);
  expect(printed).toContain(
    '  1 - wg w-red listen-port released  # no longer wanted  ! resets sessions\n  3 + wg w-red',
  );
});

describe('layout', () => {
  const create = planOf('a', [network()]);

  const withPrefixes = (length: number): Plan => {
    const allowedIPs = Array.from({ length }, (_, i) => `10.1.${i}.0/24`);
    const operations = create.operations.map(
      (each): Operation => (each.kind === 'WireGuardSetPeer' ? { ...each, allowedIPs } : each),
    );
    return { ...create, operations };
  };

  test('many AllowedIPs are counted, not listed', () => {
    expect(text(withPrefixes(49))).toMatch(/10\.1\.11\.0\/24 … and 37\s+more\n/);
    expect(text(withPrefixes(49))).not.toContain('10.1.12.0/24');
  });

  test('a single one is not worth a count', () => {
    expect(text(withPrefixes(13))).toMatch(/10\.1\.12\.0\/24\n/);
    expect(text(withPrefixes(13))).not.toContain('more');
  });

  test('a narrower page breaks at words, and loses none', () => {
    const narrow = text(create, { width: 40 });
    const words = (printed: string) => printed.split(/\s+/);
    for (const line of narrow.split('\n')) {
      if (line.length > 40) expect(line.trim()).not.toContain(' ');
    }
    expect(words(narrow).sort()).toEqual(words(text(create)).sort());
  });

  test('colour is only added where it is asked for', () => {
    const coloured = text(create, { color: true });
    expect(text(create)).not.toContain(esc);
    expect(coloured).toContain(`${esc}[32m+${esc}[0m netns n-test`);
    expect(coloured.replace(colours, '')).toBe(text(create));
  });
});
