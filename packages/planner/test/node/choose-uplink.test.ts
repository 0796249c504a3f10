import { fc, test } from '@fast-check/vitest';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect } from 'vitest';
import {
  type Candidate,
  chooseUplink,
  explain,
  parseNodeConfig,
  type Uplink,
  type UplinkWishes,
} from '../../src/index.js';
import { right } from '../right.js';
import { candidates, noWishes, wishes } from './arbitrary-candidate.js';
import { addresses, advertised, gateways, leased, nic } from './nics.js';

function chosen(from: readonly Candidate[], by: UplinkWishes = noWishes): Uplink {
  return right(chooseUplink(from, by));
}

/** Name, rule, and the way, as text. */
function choice(from: readonly Candidate[], by: UplinkWishes = noWishes): string {
  const { nics, rule, egress } = chosen(from, by);
  const names = nics.map(({ name }) => name).join();
  return egress === undefined
    ? `${names} ${rule}`
    : `${names} ${rule} ${egress.address.text} ${egress.gateway.text}`;
}

function refusals(from: readonly Candidate[], by: UplinkWishes = noWishes): readonly string[] {
  const result = chooseUplink(from, by);
  if (E.isRight(result)) throw new Error(`${choice(from, by)} is chosen`);
  return result.left.map((error) => `${error.kind} ${error.path}: ${explain(error)}`);
}

function config(document: object): UplinkWishes {
  return right(parseNodeConfig({ schema: 'node-config/1', ...document }));
}

describe('what was agreed', () => {
  test('ZB-1: of two NICs behind one gateway, the lower address', () => {
    const eth0 = leased('eth0', '172.20.0.96/24', '172.20.0.1');
    const eth1 = leased('eth1', '172.20.0.97/24', '172.20.0.1');
    expect(choice([eth0, eth1])).toBe('eth0 private-gateway 172.20.0.96/24 172.20.0.1');
  });

  test('ZB-2: a private gateway is preferred', () => {
    const eth0 = leased('eth0', '185.69.1.2/24', '185.69.1.1');
    const eth1 = leased('eth1', '192.168.1.9/24', '192.168.1.1');
    expect(choice([eth0, eth1])).toBe('eth1 private-gateway 192.168.1.9/24 192.168.1.1');
  });

  test('ZB-3: a lease without a gateway is an error, which says so', () => {
    const [refusal] = refusals([leased('eth0', '172.20.0.96/24')]);
    expect(refusal).toContain(
      "no-uplink $.candidates[?@.nic.name=='eth0']: eth0 does not lead to the Internet",
    );
    expect(refusal).toContain(
      'in IPv4 there is an address, but no gateway, in IPv6 no router advertises itself',
    );
  });

  test.each([
    ['10.0.0.1', 'private-gateway'],
    ['172.16.0.0', 'private-gateway'],
    ['172.24.135.46', 'private-gateway'],
    ['192.168.0.0', 'private-gateway'],
    ['172.15.255.255', 'gateway'],
    ['172.160.255.255', 'gateway'],
    ['100.64.0.1', 'private-gateway'],
    ['169.254.0.1', 'private-gateway'],
  ])('K-14: a gateway of %s is a %s', (gateway, rule) => {
    expect(chosen([leased('eth0', '10.9.9.9/8', gateway)]).rule).toBe(rule);
  });
});

describe('the rules', () => {
  test('any gateway before IPv6 alone, however low that is', () => {
    const ipv4 = leased('eth5', '203.0.113.200/24', '203.0.113.1');
    const ipv6 = advertised('eth0', '2a02:1802:5e::1/64', 'fe80::1');
    expect(choice([ipv6, ipv4])).toBe('eth5 gateway 203.0.113.200/24 203.0.113.1');
  });

  test('numerically, not as text', () => {
    const nine = leased('eth9', '10.0.0.9/24', '10.0.0.1');
    expect(choice([leased('eth1', '10.0.0.10/24', '10.0.0.1'), nine])).toBe(
      'eth9 private-gateway 10.0.0.9/24 10.0.0.1',
    );
  });

  test('the first address of a NIC counts, not its lowest', () => {
    const both = {
      ...leased('eth0', '10.0.0.20/24', '10.0.0.1'),
      ipv4: offer(['10.0.0.20/24', '10.0.0.2/24'], ['10.0.0.1']),
    };
    expect(choice([both, leased('eth1', '10.0.0.10/24', '10.0.0.1')])).toContain('eth1');
  });

  test('IPv6 only: the lower gateway, then the lower address, then the name', () => {
    const [a, b] = ['2a02:1802:5e::a/64', '2a02:1802:5e::b/64'] as const;
    expect(choice([advertised('eth0', a, 'fe80::2'), advertised('eth1', b, 'fe80::1')])).toBe(
      `eth1 ipv6-gateway ${b} fe80::1`,
    );
    expect(choice([advertised('eth0', b, 'fe80::1'), advertised('eth1', a, 'fe80::1')])).toContain('eth1');
    expect(choice([advertised('eth1', a, 'fe80::1'), advertised('eth0', a, 'fe80::1')])).toContain('eth0');
  });

  test('several gateways: a private one, on the link of the address, the lowest; never an address of its own', () => {
    const of = (...routers: readonly string[]) =>
      chosen([{ nic: nic('eth0'), ipv4: offer(['10.0.0.1/24'], routers) }]).egress?.gateway.text;
    expect(of('185.69.1.1', '10.0.0.254')).toBe('10.0.0.254');
    expect(of('10.0.0.253', '10.0.0.254', '10.0.0.9')).toBe('10.0.0.9');
    expect(of('10.0.0.253', '10.0.0.1')).toBe('10.0.0.253');
    expect(of('10.0.0.253', '9.0.0.1', '172.16.0.1')).toBe('10.0.0.253');
    const elsewhere = { nic: nic('eth0'), ipv4: offer(['192.168.1.9/24'], ['10.0.0.1', '192.168.1.254']) };
    expect(chosen([elsewhere]).egress?.gateway.text).toBe('192.168.1.254');
  });

  test('a ULA leads nowhere, a global address beside it does', () => {
    const ula = { nic: nic('eth0'), ipv6: offer(['fd00::9/64'], ['fe80::1']) };
    expect(refusals([ula])[0]).toContain('in IPv6 there is no global address');
    const both = { nic: nic('eth0'), ipv6: offer(['fd00::9/64', '2a02:1802:5e::9/64'], ['fe80::1']) };
    expect(choice([both])).toBe('eth0 ipv6-gateway 2a02:1802:5e::9/64 fe80::1');
  });

  test('what was found in one family is taken though the probe of the other failed', () => {
    expect(choice([{ ...leased('eth0', '10.0.0.9/24', '10.0.0.1'), failure: 'no IPv6 here' }])).toContain(
      'eth0',
    );
  });
});

describe('what the configuration says', () => {
  const near = leased('eth0', '10.0.0.2/24', '10.0.0.1');
  const far = leased('eth1', '185.69.1.9/24', '185.69.1.1');

  test('the interface that it names, though another is better', () => {
    expect(choice([near, far], config({ uplink: { interface: 'eth1' } }))).toBe(
      'eth1 configured 185.69.1.9/24 185.69.1.1',
    );
  });

  test('nothing else, where that does not do', () => {
    const dead = { nic: nic('eth1', { carrier: false }) };
    const all = refusals([near, dead], config({ uplink: { interface: 'eth1' } }));
    expect(all).toHaveLength(2);
    expect(all[0]).toContain('eth0 is not eth1, which the configuration of the node names');
    expect(all[1]).toContain('eth1 has no carrier');
  });

  test('an interface that is not there', () => {
    const [first] = refusals([near, far], config({ uplink: { interface: 'eth7' } }));
    expect(first).toContain(
      'unknown-interface $.uplink.interface: the node has no interface eth7, only eth0, eth1',
    );
  });

  test('static addresses stand for what a probe did not find', () => {
    const fixed = { addresses: ['10.9.0.2/24'], gateways: ['10.9.0.1'] };
    const silent = { nic: nic('eth1'), failure: 'it was not probed' };
    expect(choice([silent], config({ uplink: { interface: 'eth1', ...fixed } }))).toBe(
      'eth1 configured 10.9.0.2/24 10.9.0.1',
    );
    expect(choice([silent], config({ uplink: fixed }))).toBe('eth1 private-gateway 10.9.0.2/24 10.9.0.1');
  });

  test('a bond: all of its members, one of which has a cable', () => {
    const bond = { bond: { interfaces: ['eth1', 'eth0'], mode: '802.3ad' } };
    const [live, dead] = [{ nic: nic('eth0') }, { nic: nic('eth1', { carrier: false }) }];
    expect(choice([dead, live, leased('eth5', '10.0.0.2/24', '10.0.0.1')], config({ uplink: bond }))).toBe(
      'eth0,eth1 configured',
    );
    const fixed = { addresses: ['10.9.0.2/24'], gateways: ['10.9.0.1'] };
    expect(choice([dead, live], config({ uplink: { ...bond, ...fixed } }))).toBe(
      'eth0,eth1 configured 10.9.0.2/24 10.9.0.1',
    );
  });

  test('a bond of which a member is not there, or nothing is plugged in', () => {
    const bond = config({ uplink: { bond: { interfaces: ['eth1', 'eth0'], mode: 'active-backup' } } });
    expect(refusals([{ nic: nic('eth1') }], bond)).toEqual([
      expect.stringContaining(
        'unknown-interface $.uplink.bond.interfaces[1]: the node has no interface eth0',
      ),
    ]);
    const dead = [{ nic: nic('eth0', { carrier: false }) }, { nic: nic('eth1', { carrier: false }) }];
    expect(refusals(dead, bond)).toEqual([
      expect.stringContaining('eth0 has no carrier'),
      expect.stringContaining('eth1 has no carrier'),
    ]);
  });
});

describe('none will do', () => {
  test('each NIC in order of name, each for its own reason', () => {
    const all = refusals(
      [
        { nic: nic('eth5'), ipv4: offer(['10.0.0.1/24'], ['10.0.0.1']) },
        { nic: nic('eth4') },
        { nic: nic('eth3'), failure: 'udhcpc: not found' },
        { ...leased('eth2', '10.0.0.2/24', '10.0.0.1'), nic: nic('eth2', { master: nic('br0').name }) },
        { nic: nic('eth1', { carrier: false }) },
        leased('eth0', '10.0.0.3/24', '10.0.0.1'),
      ],
      config({ ignore: ['eth0'] }),
    );
    const words = [
      'eth0 is to be left alone, as the configuration of the node says',
      'eth1 has no carrier: no cable, or nothing alive at its other end',
      "eth2 is a member of br0, which is not the uplink's",
      'eth3 could not be probed: udhcpc: not found',
      'eth4 does not lead to the Internet: in IPv4 no DHCP server answers, in IPv6 no router advertises itself',
      'eth5 does not lead to the Internet: in IPv4 the gateway is not an address that a router can have, in IPv6 no router',
    ];
    expect(all).toEqual(words.map((each) => expect.stringContaining(each)));
  });

  test('a node without NICs', () => {
    expect(refusals([])).toEqual([expect.stringContaining('no-uplink $.candidates: the node has no NIC; ')]);
  });

  test('a member of our own bridge may stay what it is', () => {
    const enslaved = {
      ...leased('eth2', '10.0.0.2/24', '10.0.0.1'),
      nic: nic('eth2', { master: nic('zos').name }),
    };
    expect(refusals([enslaved])).toHaveLength(1);
    expect(choice([{ ...enslaved, current: true }])).toContain('eth2');
  });
});

const shuffled = candidates.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length })),
);

test.prop([shuffled, wishes])('the order of the candidates does not matter', ([all, otherwise], by) => {
  expect(chooseUplink(otherwise, by)).toEqual(chooseUplink(all, by));
});

test.prop([candidates, wishes])(
  'what is chosen is there, plugged in, free and not to be left alone',
  (all, by) => {
    const result = chooseUplink(all, by);
    fc.pre(E.isRight(result));
    const { nics } = result.right;
    expect(nics.some(({ carrier }) => carrier)).toBe(true);
    for (const each of nics) {
      expect(by.ignore).not.toContain(each.name);
      const own = all.find((candidate) => candidate.nic === each);
      expect(own).toBeDefined();
      expect(own?.nic.master === undefined || own.current === true).toBe(true);
    }
  },
);

test.prop([candidates, wishes])('what is named is chosen, or nothing', (all, by) => {
  const { interface: name, bond } = by.uplink;
  const named = bond?.interfaces ?? (name === undefined ? undefined : [name]);
  const result = chooseUplink(all, by);
  fc.pre(named !== undefined && E.isRight(result));
  expect(result.right.rule).toBe('configured');
  expect(result.right.nics.map((each) => each.name)).toEqual([...named].sort());
});

test.prop([candidates, wishes])(
  'an error for every NIC that could be it, and none for one that could',
  (all, by) => {
    const result = chooseUplink(all, by);
    fc.pre(E.isLeft(result) && by.uplink.bond === undefined);
    const accused = result.left.filter(({ kind }) => kind === 'no-uplink').map(({ value }) => value);
    expect(accused).toEqual(all.length === 0 ? [''] : all.map(({ nic: { name } }) => name).sort());
    for (const { nic: each } of all)
      expect(
        chooseUplink(
          all.filter(({ nic: { name } }) => name === each.name),
          by,
        )._tag,
      ).toBe('Left');
  },
);

test.prop([candidates, candidates])(
  'stable: a NIC that loses to the one chosen changes nothing by going',
  (all) => {
    const result = chooseUplink(all, noWishes);
    fc.pre(E.isRight(result));
    const [winner] = result.right.nics;
    for (const loser of all) {
      if (loser.nic === winner) continue;
      expect(
        chooseUplink(
          all.filter((each) => each !== loser),
          noWishes,
        ),
      ).toEqual(result);
    }
  },
);

test.prop([candidates])('a private gateway in IPv4 wins over all others', (all) => {
  const result = chooseUplink(all, noWishes);
  fc.pre(E.isRight(result));
  const alone = all
    .map((each) => chooseUplink([each], noWishes))
    .filter(E.isRight)
    .map(({ right: { rule } }) => rule);
  const best = (['private-gateway', 'gateway', 'ipv6-gateway'] as const).find((rule) => alone.includes(rule));
  expect(result.right.rule).toBe(best);
});

function offer(of: readonly string[], routers: readonly string[]) {
  return { addresses: addresses(...of), gateways: gateways(...routers) };
}
