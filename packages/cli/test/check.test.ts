import { describe, expect, test } from 'vitest';
import { documents, Place } from './tn.js';

describe('tn check', () => {
  test('sound documents: one line with counts, and exit 0', () => {
    expect(new Place().tn(['check', ...documents])).toEqual({
      status: 0,
      stdout:
        'ok: fixture version 3: 6 network resources, 1 access point, 0 aggregators named, 6 nodes in the inventory\n',
      stderr: '',
    });
  });

  test('every error of every document, a block each, on standard error', () => {
    const place = new Place();
    place.edit(
      'network.json',
      (network) => ({ ...network, range: '10.1.0.1/16', colour: 'red' }),
      'net.json',
    );
    place.edit('inventory.json', (inventory) => ({ ...inventory, schema: 'inventory/9' }), 'inv.json');
    const { status, stdout, stderr } = place.tn(['check', '-t', 'net.json', '-i', 'inv.json']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error\[bad-prefix\]: net\.json: \$\.range: .*10\.1\.0\.0\/16.*\n {2}value: 10\.1\.0\.1\/16$/m,
    );
    expect(stderr).toMatch(/^error\[unknown-field\]: net\.json: \$\.colour: /m);
    expect(stderr).toMatch(/^error\[wrong-schema\]: inv\.json: \$\.schema: .*\n {2}value: inventory\/9$/m);
    expect(stderr.match(/^error/gm)).toHaveLength(3);
  });

  test('what documents do to each other: a node the inventory lacks', () => {
    const place = new Place();
    place.edit('inventory.json', (each) => ({ ...each, nodes: each.nodes.slice(1) }), 'inventory.json');
    const { status, stderr } = place.tn(['check', ...documents]);
    expect(status).toBe(1);
    expect(stderr).toContain("error[unknown-node]: network.json: $.resources[?@.node=='a'].node: ");
  });

  test('two networks with one port on a node: the file of the second is named', () => {
    const place = new Place();
    place.edit(
      'network.json',
      (each) => ({ ...each, id: 'other', resources: each.resources.slice(0, 1), accessPoints: [] }),
      'second.json',
    );
    const { status, stderr } = place.tn(['check', ...documents, '-t', 'second.json']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error\[duplicate-port\]: second\.json: /m);
  });

  test('--json: the errors as data, on standard output', () => {
    const place = new Place();
    place.edit('network.json', (network) => ({ ...network, range: 'nonsense' }), 'net.json');
    const { status, stdout, stderr } = place.tn(['check', '-t', 'net.json', '-i', 'absent.json', '--json']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      errors: [
        {
          kind: 'bad-prefix',
          file: 'net.json',
          path: '$.range',
          value: 'nonsense',
          document: 'tenant-network',
        },
        { kind: 'cannot-read', file: 'absent.json' },
      ],
    });
    expect(JSON.parse(place.tn(['check', ...documents, '--json']).stdout)).toMatchObject({
      ok: true,
      networks: [{ id: 'fixture', version: 3, resources: 6, accessPoints: 1, nodes: 6 }],
    });
  });

  test('control characters of a document do not reach the terminal', () => {
    const place = new Place();
    place.edit(
      'network.json',
      (network) => ({ ...network, id: '\u001b[31m\u009b31m\nerror[fake]' }),
      'net.json',
    );
    const { stderr } = place.tn(['check', '-t', 'net.json', '-i', 'inventory.json']);
    expect(stderr).toContain('error[bad-id]');
    expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(stderr).not.toMatch(/^error\[fake\]/m);
  });
});

describe('files that cannot be read as JSON', () => {
  test.each([
    ['{ "schema": "x",\n  "id": oops }', '2:9', 'no value'],
    ['{ "a": 1, }', '1:11', 'comma before }'],
    ['[1 2]', '1:4', 'comma'],
    ["{ 'a': 1 }", '1:3', 'double quotes'],
    ['{ "a" 1 }', '1:7', 'colon'],
    ['{ "a": "b\n" }', '1:8', 'does not end'],
    ['{ "a": [1, 2', '1:13', 'too early'],
    ['{} {}', '1:4', 'ended before'],
    ['[01]', '1:3', 'comma'],
    ['// no\n{}', '1:1', 'no comments'],
    ['[1,]', '1:4', 'a value'],
    ['', '1:1', 'empty'],
  ])('%j breaks at %s', (text, place, words) => {
    const here = new Place();
    here.write('broken.json', text);
    const { status, stderr } = here.tn(['check', '-t', 'broken.json', '-i', 'inventory.json']);
    expect(status).toBe(1);
    expect(stderr).toContain(`error[not-json]: broken.json: ${place}: `);
    expect(stderr).toContain(words);
  });

  test.each(['utf16le', 'le without a mark', 'be', 'be without a mark'])('%s is named as UTF-16', (order) => {
    const place = new Place();
    const text = place.read('network.json');
    const bytes = Buffer.from(order.includes('without') ? text : `\uFEFF${text}`, 'utf16le');
    place.write('utf16.json', order.startsWith('be') ? bytes.swap16() : bytes);
    const { status, stderr } = place.tn(['check', '-t', 'utf16.json', '-i', 'inventory.json']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error\[not-json\]: utf16\.json: 1:1: this is text in UTF-16, .*UTF-8/m);
  });

  test('two members of one name: an error with both places, for each, however the name is written', () => {
    const place = new Place();
    place.write(
      'twice.json',
      '{"schema":"tenant-network/1","id":"dup",\n "version":1,"version":2,\n "resources":[],"resource\\u0073":[]}',
    );
    const { status, stderr } = place.tn(['check', '-t', 'twice.json', '-i', 'inventory.json']);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error\[duplicate-member\]: twice\.json: 2:14: .* at 2:2 already.*\n {2}value: version$/m,
    );
    expect(stderr).toMatch(
      /^error\[duplicate-member\]: twice\.json: 3:17: .* at 3:2 already.*\n {2}value: resources$/m,
    );
    expect(stderr.match(/^error/gm)).toHaveLength(2);
  });

  test('two members of one name in every document, at any depth; one name in two objects is no error', () => {
    const place = new Place();
    place.write('twice.json', '{"nodes":[{"id":"a","hidden":true},{"id":"b","x":{"id":1,"id":2}}]}');
    for (const args of [
      ['check', '-t', 'network.json', '-i', 'twice.json'],
      ['plan', ...documents, '-n', 'a', '--observed', 'twice.json'],
      ['apply', 'twice.json'],
      ['node', 'plan', '-n', 'a', '-i', 'inventory.json', '-c', 'twice.json'],
    ]) {
      const { status, stderr } = place.tn(args);
      expect({ args, status }).toEqual({ args, status: 1 });
      expect(stderr).toMatch(/^error\[duplicate-member\]: twice\.json: 1:58: .* at 1:51 already/m);
      expect(stderr.match(/^error/gm)).toHaveLength(1);
    }
  });

  test('a byte order mark is no error', () => {
    const place = new Place();
    place.write('bom.json', `\uFEFF${place.read('network.json')}`);
    expect(place.tn(['check', '-t', 'bom.json', '-i', 'inventory.json']).status).toBe(0);
  });

  test.each([
    ['absent.json', 'there is no such file'],
    ['bin', 'it is a folder'],
  ])('%s: the path and what to do', (file, words) => {
    const { status, stderr } = new Place().tn(['check', '-t', file, '-i', 'inventory.json']);
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^error\\[cannot-read\\]: ${file}: ${words}; give -t `, 'm'));
  });
});
