import { connect, desired, parseEgressAddress, parseObserved, type Resource } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { filesAnd, printed } from '../../src/observe/file/file.js';
import { parametersOf } from '../../src/observe/file/parameter.js';
import { portsIn, userspaceDevicesIn } from '../../src/observe/file/socket.js';
import { listsIn } from '../../src/observe/ip/json.js';
import { addressesOf, isNameable, linksIn, typeOf } from '../../src/observe/ip/link.js';
import { routesIn } from '../../src/observe/ip/route.js';
import { tablesIn } from '../../src/observe/nft/table.js';
import { dumpIn } from '../../src/observe/wg/dump.js';
import { hub, right } from '../networks.js';

const ip = { argv: ['ip', '-json', 'address', 'show'] };

test('the parameters that are read are those that plans set', () => {
  const { network, inventory } = hub(2);
  const egressAddress = right(parseEgressAddress('100.127.0.3'));
  const nodeServices = { egressAddress, firewalls: { host: true, public: true } };
  const { resources } = desired(right(connect(network, inventory)), 'n0', nodeServices);
  const setIn = (netns: string | undefined) =>
    resources.flatMap((each) => (each.kind === 'Sysctl' && each.netns === netns ? [each.key] : []));
  const home = `n-${network.id}`;
  expect(parametersOf(home).toSorted()).toEqual(setIn(home).toSorted());
  const ofLink = (key: string) => key.includes(`.b-${network.id}.`);
  expect(parametersOf(undefined, ['eth0', `b-${network.id}`, 'b-lan.7']).filter(ofLink)).toEqual(
    setIn(undefined),
  );
});

describe('JSON of ip(8)', () => {
  test('may have control characters in names, which JSON forbids, and empty objects', () => {
    const text = '[{},{"ifname":"c\u0001d"},{"ifname":"eth0"}]\n';
    const links = listsIn(text, 1, ip).flatMap(linksIn);
    expect(links.map(({ ifname }) => ifname)).toEqual(['c\ufffdd', 'eth0']);
    expect(links.filter(({ ifname }) => isNameable(ifname))).toHaveLength(1);
  });

  test.each([['Usage: ip'], ['[]\n[]\n'], [''], ['{}\n'], ['[{"ifname":"secret']])('is not %j', (text) => {
    expect(() => listsIn(text, 1, ip)).toThrow(/^ip -json address show: exit status 0: .*iproute2/);
    expect(() => listsIn(text, 1, ip)).not.toThrow(/secret/);
  });

  test('of the kernel’s own WireGuard device, which cannot run here: as iproute2 6.1 prints it', () => {
    const [link] = linksIn([
      {
        ifindex: 7,
        ifname: 'w-x',
        flags: ['POINTOPOINT', 'NOARP', 'UP', 'LOWER_UP'],
        mtu: 1420,
        group: '110',
        link_type: '[65534]',
        linkinfo: { info_kind: 'wireguard' },
        ifalias: 'networkd:x',
        addr_info: [{ family: 'inet', local: '100.64.1.2', prefixlen: 16, scope: '0', label: 'w-x' }],
      },
    ]);
    expect(link && [typeOf(link), addressesOf(link)]).toEqual(['wireguard', ['100.64.1.2/16']]);
  });

  test('of a route over another family’s gateway names that gateway', () => {
    const route = { type: '1', dst: '10.1.0.0/16', via: { family: 'inet6', host: 'fe80::1' }, dev: 'eth0' };
    expect(routesIn([route, { type: '1', dst: '10.2.0.0/16', nexthops: [] }])).toEqual([
      { destination: '10.1.0.0/16', device: 'eth0', via: 'fe80::1' },
    ]);
  });
});

describe('wg show dump', () => {
  const key = Buffer.alloc(32, 7).toString('base64');

  test('of a device without key, port and peers', () => {
    expect(dumpIn('(none)\t(none)\t0\toff\n', 1000)).toEqual({ peers: [] });
  });

  test('is of no device where wg said nothing', () => {
    expect(dumpIn('', 1000)).toBeUndefined();
  });

  test('has the age of a handshake in seconds, and none of one that never was', () => {
    const handshakes = ['0', '990', '1001'].map(
      (time) => `${key}\t(none)\t[2a02:1802:5e::a]:7001\t10.1.2.0/24,fd00::/64\t${time}\t1\t2\t25\n`,
    );
    const { peers = [] } = dumpIn(`${key}\t${key}\t7001\toff\n${handshakes.join('')}`, 1000) ?? {};
    expect(peers.map(({ latestHandshake }) => latestHandshake)).toEqual([undefined, 10, 0]);
    expect(peers[0]).toEqual({
      publicKey: key,
      endpoint: '[2a02:1802:5e::a]:7001',
      allowedIPs: ['10.1.2.0/24', 'fd00::/64'],
      persistentKeepalive: 25,
    });
  });

  test('of ten times as many peers takes about ten times as long', () => {
    const line = `${key}\t(none)\t(none)\t10.1.2.0/24,fd00::/64\t0\t0\t0\toff\n`;
    const shortest = (peers: number) => {
      const text = `${key}\t${key}\t7001\toff\n${line.repeat(peers)}`;
      const times = Array.from({ length: 10 }, () => {
        const start = performance.now();
        dumpIn(text, 1000);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    shortest(1000);
    // Somebody else may have the processor meanwhile: what grows with the square is far off however often it is tried.
    const ratios = Array.from({ length: 5 }, () => shortest(10_000) / shortest(1000));
    expect(Math.min(...ratios)).toBeLessThan(50);
  });
});

describe('files of a namespace', () => {
  test('are told apart no matter what is in them, and come before what the command says', () => {
    const text = '/proc/a one two\n/proc/b \n/proc/a /proc/b three\ntable inet networkd {\n/proc/c\n}\n';
    const { files, rest } = printed(text);
    expect([...files]).toEqual([
      ['/proc/a', ['one two', '/proc/b three']],
      ['/proc/b', ['']],
    ]);
    expect(rest).toBe('table inet networkd {\n/proc/c\n}\n');
    expect(printed('')).toEqual({ files: new Map(), rest: '' });
  });

  test('and commands are arguments of the script, never part of it', () => {
    const { argv } = filesAnd('n-x', ['/proc/$(reboot)'], ['nft', '`reboot`']);
    expect(argv.slice(0, 6)).toEqual(['ip', 'netns', 'exec', 'n-x', 'sh', '-c']);
    expect(argv.slice(7)).toEqual(['sh', '/proc/$(reboot)', '--', 'nft', '`reboot`']);
    expect(argv[6]).not.toContain('reboot');
  });

  test('of sockets have ports, and devices whose process listens: by a whole line, and an absolute path', () => {
    const udp = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      ' 4452: 00000000:AF27 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 2524696',
      '52: 00000000000000000000000000000000:0035 00000000000000000000000000000000:0000 07 00000000:00000000',
    ];
    expect([...portsIn(udp)]).toEqual([44_839, 53]);
    const socket = (flags: string, path: string) =>
      `00000000ac39b663: 00000002 00000000 ${flags} 0001 01 2524688 ${path}`;
    const unix = [
      'Num       RefCount Protocol Flags    Type St Inode Path',
      socket('00010000', '/var/run/wireguard/w-x.sock'),
      socket('00000000', '/var/run/wireguard/w-connected.sock'),
      socket('00010000', '@/var/run/wireguard/w-abstract.sock'),
      socket('00010000', '/var/run/other/w-other.sock'),
    ];
    expect([...userspaceDevicesIn(unix)]).toEqual(['w-x']);
  });
});

describe('nft list ruleset', () => {
  test('of sets and maps is something that documents can hold', () => {
    const listing = `table inet networkd { # progname other
\tcomment "none of ours"
\tset s {
\t\ttype ipv4_addr
\t\tcomment "a } b \\ $"
\t\telements = { 1.2.3.4,
\t\t\t     5.6.7.8 }
\t}

\tchain c {
\t\tcounter accept comment "\u00fc\t"
\t}
}
`;
    const [table, ...more] = tablesIn(
      `table inet before {\n}\n${listing}table inet after {\n\tchain c {\n\t}\n}\n`,
    );
    expect(more).toEqual([]);
    expect(table?.isMarked).toBe(false);
    expect(table?.ruleset.split('\n')).toEqual([
      '  set s {',
      '    type ipv4_addr',
      '    comment "a } b \\ $"',
      '    elements = { 1.2.3.4,',
      '    5.6.7.8 }',
      '  }',
      '  chain c {',
      '    counter accept comment "??"',
      '  }',
    ]);
    const { isMarked: _, ...found } = table ?? {};
    const resource = { kind: 'NftTable', owner: 'x', netns: 'n-x', ...found } as Resource;
    right(parseObserved({ schema: 'observed/2', node: 'a', resources: [resource] }));
  });

  test('has tables of ours by the node’s name and those of networks’ ports, with the mark or without', () => {
    const hash = 'a'.repeat(64);
    const listing = `table inet w-x {\n\tcomment "${hash}"\n}\ntable inet w-too-long-a-name {\n}\ntable inet networkd {\n}\n`;
    expect(tablesIn(listing).map(({ name, isMarked }) => [name, isMarked])).toEqual([
      ['w-x', true],
      ['networkd', false],
    ]);
  });

  test('of no table is nothing', () => {
    expect(tablesIn('')).toEqual([]);
  });
});
