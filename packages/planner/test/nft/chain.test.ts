import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connect, desired, desiredNode, type NodeServices, type Resource } from '../../src/index.js';
import { type Chain, readRuleset, writeRuleset } from '../../src/nft/chain.js';
import {
  atMost,
  ctState,
  faster,
  hopLimit,
  icmpType,
  icmpv6Type,
  iifgroup,
  iifname,
  ip6Daddr,
  ipDaddr,
  marked,
  moreConnections,
  not,
  oifgroup,
  oifname,
  tcpDport,
  udp,
  udpDport,
  udpSport,
} from '../../src/nft/match.js';
import type { Match, Rule } from '../../src/nft/rule.js';
import { readRule, writeRule } from '../../src/nft/rule-syntax.js';
import { parseRuleset } from '../../src/nft/ruleset.js';
import { accept, clamp, drop, markWith, masquerade, notrack } from '../../src/nft/statement.js';
import { parseEgressAddress } from '../../src/scalar/egress-address.js';
import { mesh, nodeWishes } from '../../src/testing/index.js';
import { right } from '../right.js';

const several = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 4 });
const name = fc.stringMatching(/^[0-9A-Za-z_][0-9A-Za-z._@-]{0,14}$/);
const names = several(name);
const number = fc.nat();
const port = fc.integer({ min: 1, max: 65_535 });
const mark = fc.integer({ min: 1, max: 0xff_ff_ff_ff }).map((bits) => `0x${bits.toString(16)}`);
const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 })).map(([ip, length]) => `${ip}/${length}`);
const ipv6 = fc.constantFrom('2000::/3', '64:ff9b::/96', 'fd00::1', '64:ff9b::a00:0/104', '::/0');
const icmp = fc.constantFrom('echo-request', 'packet-too-big', 'nd-redirect', 'mld-listener-query');

/** Every form of a match, with any value that the form may have. */
const match: fc.Arbitrary<Match> = fc.oneof(
  fc
    .oneof(
      names.map((each) => iifname(...each)),
      names.map((each) => oifname(...each)),
      number.map(iifgroup),
      number.map(oifgroup),
      fc.constantFrom('established,related' as const, 'invalid' as const).map(ctState),
      several(icmp).map((each) => icmpType(...each)),
      several(icmp).map((each) => icmpv6Type(...each)),
      fc.constantFrom(1 as const, 255 as const).map(hopLimit),
      several(port).map((each) => tcpDport(...each)),
      port.map(udpSport),
      port.map(udpDport),
      several(ipv4).map((each) => ipDaddr(...each)),
      several(ipv6).map((each) => ip6Daddr(...each)),
      fc.constant(udp),
    )
    .chain((each) => fc.constantFrom(each, not(each))),
  fc.tuple(number, number).map(([rate, burst]) => atMost(rate, burst)),
  fc.tuple(number, number).map(([rate, burst]) => faster(rate, burst)),
  number.map(moreConnections),
  mark.map(marked),
);

const matches = fc.array(match, { maxLength: 4 });
const rule: fc.Arbitrary<Rule> = fc.oneof(
  matches.map((each) => accept(...each)),
  matches.map((each) => drop(...each)),
  matches.map((each) => notrack(...each)),
  fc.tuple(match, fc.boolean()).map(([out, randomPorts]) => masquerade(out, randomPorts)),
  match.map(clamp),
  fc.tuple(mark, matches).map(([bits, each]) => markWith(bits, ...each)),
);

const chain: fc.Arbitrary<Chain> = fc.record({
  name: fc.constantFrom('input', 'forward', 'output', 'prerouting', 'postrouting'),
  policy: fc.constantFrom('drop', 'accept'),
  rules: fc.array(rule, { maxLength: 4 }),
});

/** The rulesets that networks and nodes want. */
const wanted: fc.Arbitrary<readonly string[]> = fc.oneof(
  nodeWishes().map((wishes) => rulesetsOf(desiredNode(wishes).resources)),
  fc.tuple(mesh({ maxNodes: 3 }), fc.boolean()).map(([{ network, inventory }, isAlone]) => {
    const topology = right(connect(network, inventory));
    const egressAddress = right(parseEgressAddress('100.127.0.3'));
    const firewalls = { host: true, public: true };
    const services: NodeServices = isAlone ? { firewalls } : { egressAddress, firewalls };
    return inventory.nodes.flatMap(({ id }) => rulesetsOf(desired(topology, id, services).resources));
  }),
);

function rulesetsOf(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap((each) => (each.kind === 'NftTable' ? [each.ruleset] : []));
}

describe('what is written of rules', () => {
  test('is read back as it was, of every form', () => {
    fc.assert(
      fc.property(rule, (each) => {
        expect(readRule(writeRule(each))).toEqual(each);
      }),
    );
  });

  test('is read back as it was, of chains', () => {
    fc.assert(
      fc.property(several(chain), (chains) => {
        expect(readRuleset(writeRuleset(chains))).toEqual(chains);
      }),
    );
  });

  test('is all that networks and nodes want, to the byte, and is accepted in a plan', () => {
    fc.assert(
      fc.property(wanted, (rulesets) => {
        for (const ruleset of rulesets) {
          const chains = readRuleset(ruleset) ?? [];
          expect(writeRuleset(chains)).toBe(ruleset);
          expect(right(parseRuleset(ruleset))).toBe(ruleset);
        }
      }),
    );
  });
});

test('nothing is read where there is more than our forms, or other white space', () => {
  const ruleset = writeRuleset([{ name: 'input', policy: 'drop', rules: [accept(iifname('lo'))] }]);
  const others = [
    ruleset.replace('networkd-input', 'input'),
    ruleset.replace('policy drop', 'policy queue'),
    ruleset.replace('    iifname', '  iifname'),
    ruleset.replace('accept', 'counter accept'),
    ruleset.replace('accept', 'accept comment "theirs"'),
    ruleset.replace('"lo"', 'lo'),
    ruleset.replace('"lo" ', '"lo"'),
    ruleset.replace('"lo"', '{ "lo", }'),
    `${ruleset}\n${ruleset.replaceAll('\n  }', '')}`,
    `${ruleset}\n`,
    '',
  ];
  expect(readRuleset(ruleset)).toBeDefined();
  expect(others.filter((each) => readRuleset(each) !== undefined)).toEqual([]);
});
