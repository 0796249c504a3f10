import { describe, expect, test } from 'vitest';
import { documents, Place } from './tn.js';

const reach = ['reach', ...documents] as const;

/** The fixture with an aggregator that IPv4 nodes cannot reach. */
function broken(): Place {
  const place = new Place();
  place.edit('network.json', (each) => ({ ...each, aggregators: ['b'] }), 'network.json');
  return place;
}

describe('tn reach', () => {
  test('the matrix, and how the pairs that are not direct go', () => {
    const { status, stdout, stderr } = new Place().tn(reach);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "fixture version 3: 7 ends, 42 walks
      12 direct, 18 over others, 0 unreachable, 12 to or from what is down

                  1  2  3  4  5  6  7
        1 a       ·  6  -  4  4  4  4
        2 b       6  ·  -  +  +  +  +
        3 d       -  -  ·  -  -  -  -
        4 h1      4  +  -  ·  4  +  +
        5 h2      4  +  -  4  ·  +  +
        6 h3      4  +  -  +  +  ·  +
        7 laptop  4  +  -  +  +  +  ·

        4, 6 direct over IPv4, IPv6   + over others   ! unreachable   - one is down

      Over others
        b ─6─ a ─4─ h1  (no common family)
        b ─6─ a ─4─ h2  (no common family)
        b ─6─ a ─4─ h3  (no common family)
        b ─6─ a ─4─ laptop  (an access point goes over its node)
        h1 ─4─ a ─4─ h3  (both are hidden)
        h1 ─4─ a ─4─ laptop  (an access point goes over its node)
        h2 ─4─ a ─4─ h3  (both are hidden)
        h2 ─4─ a ─4─ laptop  (an access point goes over its node)
        h3 ─4─ a ─4─ laptop  (an access point goes over its node)
      "
    `);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('unreachable pairs are named with the reason, and the exit status is 2', () => {
    const { status, stdout, stderr } = broken().tn(reach);
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(stdout).toContain('10 unreachable');
    expect(stdout).toContain('  h1 → h3: both are hidden, and h1 has no peer for it\n');
    expect(stdout).toContain('  b → h1: no common family, and b has no peer for it\n');
  });

  test('--from and --to: there and back, hop by hop', () => {
    const { status, stdout } = new Place().tn([...reach, '--from', 'h1', '--to', 'b']);
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "h1 → b: over a, 2 hops (no common family)
        1  h1 → a  IPv4  dialled by h1
        2  a → b   IPv6  dialled by a and b

      b → h1: over a, 2 hops (no common family)
        1  b → a   IPv6  dialled by b and a
        2  a → h1  IPv4  dialled by h1
      "
    `);
  });

  test('a walk that fails exits 2 only where it was asked for', () => {
    const place = broken();
    expect(place.tn([...reach, '--from', 'h1', '--to', 'h3']).status).toBe(2);
    expect(place.tn([...reach, '--from', 'h1', '--to', 'a']).status).toBe(0);
    expect(place.tn([...reach, '--from', 'a', '--to', 'd'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('d is down'),
    });
  });

  test('--from alone: every walk from there', () => {
    const { stdout } = new Place().tn([...reach, '--from', 'h1']);
    expect(stdout.match(/^\S+ → \S+: /gm)).toEqual(
      ['a', 'b', 'd', 'h2', 'h3', 'laptop'].map((to) => `h1 → ${to}: `),
    );
    const to = new Place().tn([...reach, '--to', 'laptop']).stdout;
    expect(to.match(/^\S+ → laptop: /gm)).toHaveLength(6);
  });

  test('--json: every walk as data', () => {
    const { status, stdout } = broken().tn([...reach, '--json']);
    expect(status).toBe(2);
    const { network, version, ends, pairs } = JSON.parse(stdout);
    expect({ network, version, ends }).toEqual({
      network: 'fixture',
      version: 3,
      ends: ['a', 'b', 'd', 'h1', 'h2', 'h3', 'laptop'],
    });
    expect(pairs).toHaveLength(42);
    expect(pairs).toContainEqual({
      kind: 'Unreachable',
      from: 'h1',
      to: 'h3',
      hops: [],
      drop: 'no-route',
      at: 'h1',
      why: 'both-hidden',
    });
    expect(JSON.parse(new Place().tn([...reach, '--json', '--to', 'a']).stdout).pairs).toHaveLength(6);
  });

  test('a network too large for a matrix is counted', () => {
    const place = new Place();
    const many = Array.from({ length: 30 }, (_, i) => `x${i}`);
    place.edit(
      'network.json',
      (each) => ({
        ...each,
        resources: [
          ...each.resources,
          ...many.map((node, i) => ({
            node,
            subnet: `10.1.${i + 100}.0/24`,
            publicKey: Buffer.alloc(32, i + 50).toString('base64'),
            listenPort: 7001,
          })),
        ],
      }),
      'network.json',
    );
    place.edit(
      'inventory.json',
      (each) => ({ ...each, nodes: [...each.nodes, ...many.map((id) => ({ ...each.nodes.at(-1), id }))] }),
      'inventory.json',
    );
    const { status, stdout } = place.tn(reach);
    expect(status).toBe(0);
    expect(stdout).toContain('37 ends, too many for a matrix');
    expect(stdout).toMatch(/unreachable {2}0\n/);
    expect(stdout).toMatch(/^ {2}a carries \d+ walks$/m);
  });

  test.each([
    [['--from', 'h'], 'the network has no h; perhaps h1'],
    [['--to', 'nobody'], 'the network has no nobody; '],
    [['--from', 'a', '--to', 'a'], 'give two names'],
    [['-t', 'network.json'], 'give -t once'],
  ])('%j is refused: %s', (args, words) => {
    const { status, stdout, stderr } = new Place().tn([...reach, ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
  });
});
