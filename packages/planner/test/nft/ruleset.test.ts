import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { commandsOf, invocationOf, type OperationOf, plan } from '../../src/index.js';
import { parseListing, parseRuleset } from '../../src/nft/ruleset.js';
import { mesh } from '../../src/testing/index.js';
import { right } from '../right.js';
import { hostileTo } from '../territory/hostile.js';

const ruleset = [
  '  chain networkd-input {',
  '    type filter hook input priority filter; policy drop;',
  '    ct state established,related accept',
  '    ct state invalid drop',
  '    iifname "lo" accept',
  '    iifname { "n-x", "w-x" } accept',
  '  }',
  '  chain networkd-forward {',
  '    type filter hook forward priority filter; policy drop;',
  '    oifname "w-x" tcp flags syn tcp option maxseg size set rt mtu',
  '    iifname "n-x" oifname "w-x" accept',
  '  }',
].join('\n');

/** As nft 1.0.6 lists a table: tabs, a comment, a blank line between chains. */
const listing = ruleset
  .replaceAll(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2))
  .replace('\n\tchain', '\n\n\tchain');

const accepts = (parse: typeof parseRuleset) => (text: string) => E.isRight(parse(text));

test('all that our firewall is made of is accepted, and nothing of it is changed', () => {
  fc.assert(
    fc.property(mesh({ maxNodes: 4 }), ({ network, inventory }) => {
      for (const { id: node } of inventory.nodes) {
        for (const each of right(plan({ networks: [network], inventory, node })).operations) {
          if (each.kind === 'NftCreateTable') expect(right(parseRuleset(each.ruleset))).toBe(each.ruleset);
        }
      }
    }),
  );
});

test('a listing is accepted as well, and so is an empty table', () => {
  for (const text of [ruleset, listing, '']) {
    expect(right(parseRuleset(text))).toBe(text);
    expect(right(parseListing(text))).toBe(text);
  }
});

/** Lines with which a text could leave our table, or have nft(8) read a file. */
const escapes = [
  '}',
  '{',
  '}}',
  '} } table inet evil { chain x {',
  '} }\ntable inet evil { chain x {',
  '  }\n}\nflush ruleset\ntable inet networkd {\n  chain x {',
  'include "/etc/passwd"',
  '\tinclude "/etc/*"',
  'define x = 1',
  'redefine x = 1',
  'undefine x',
  'iifname $x accept',
  'accept # }',
  'accept \\',
  'accept `',
  'iifname "lo accept',
  'iifname "lo\n" accept',
  'accept\r',
  'accept\u2028',
  'accept\0',
];

/** What stays in the table, and yet is not of our firewall. */
const strangers = [
  '} table inet evil {',
  'accept;',
  'accept; drop',
  'policy accept;',
  'type filter hook input priority filter; policy accept;',
  'type nat hook output priority filter; policy drop;',
  'counter packets 0 bytes 0 accept',
  'tcp dport { 22, 80 } accept',
  'iifname lo accept',
  'iifname "lo; accept" accept',
  'iifname "-x" accept',
  'iifname { "lo" accept',
  'iifname  "lo" accept',
  'jump networkd-input',
  'comment "x"',
];

/** The ruleset with the line put in at each place. */
function placed(line: string): readonly string[] {
  const lines = ruleset.split('\n');
  return lines.map((_, i) => lines.toSpliced(i + 1, 0, line).join('\n'));
}

describe('what a ruleset may not hold', () => {
  test.each(escapes)('%j neither in a plan nor in what is found', (line) => {
    expect(placed(line).filter(accepts(parseRuleset))).toEqual([]);
    expect(placed(line).filter(accepts(parseListing))).toEqual([]);
  });

  test.each(strangers)('%j in a plan', (line) => {
    expect(placed(line).filter(accepts(parseRuleset))).toEqual([]);
  });

  test.each([
    'tcp dport { 22, 80 } counter packets 0 bytes 0 accept',
    'ip saddr @blocked log prefix "{ $x } # " drop',
    'meta mark & 0x0000ff00 != 0x0 accept comment "theirs"',
  ])('but %j, found, is read so that it can be repaired', (line) => {
    const found = listing.replace('\t\tct state invalid drop', `\t\t${line}`);
    expect(right(parseListing(found))).toBe(found);
  });

  test('a chain that is not closed, outside of one a rule, in one another', () => {
    const wrong = [
      '  chain x {',
      '  ct state invalid drop',
      '  chain x {\n  chain y {\n  }\n  }',
      '  }',
      '  chain -x {\n  }',
      '  chain x\n  {\n  }',
      '  set x {\n  }',
    ];
    expect(wrong.filter(accepts(parseRuleset))).toEqual([]);
  });

  test('no hostile text, except for white space between lines', () => {
    for (const line of ruleset.split('\n')) {
      const kept = hostileTo(line.trim()).filter((each) =>
        accepts(parseRuleset)(ruleset.replace(line, each)),
      );
      expect(kept.map((each) => each.trim()).filter((each) => each !== '' && each !== line.trim())).toEqual(
        [],
      );
    }
  });

  test('the error holds the line', () => {
    expect(parseRuleset(`${ruleset}\ninclude "/etc/passwd"`)).toEqual(
      E.left({ kind: 'bad-ruleset', line: 'include "/etc/passwd"' }),
    );
  });
});

const operation: OperationOf<'NftReplaceTable'> = {
  kind: 'NftReplaceTable',
  owner: 'x',
  family: 'inet',
  name: 'networkd',
  hash: '0'.repeat(64),
  ruleset,
  reason: '',
  change: 'Create',
};

/** What nft(8) lists of the table in a namespace that is gone right after. */
function listed(): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const input = commandsOf(operation).map((each) => invocationOf(each).stdin)[0] ?? '';
  const script = 'nft -f - && nft list table inet networkd';
  return spawnSync('unshare', ['--net', '--', 'sh', '-c', script], { input, encoding: 'utf8' });
}

const why = process.getuid?.() === 0 ? listed().stderr : 'not root';
const runs = process.getuid?.() === 0 && listed().status === 0;
if (!runs) console.warn(`SKIPPED: nft(8) is not asked how it lists our table: ${why}`);

test.skipIf(!runs)(
  'what nft(8) itself lists is accepted, and except for white space is what was given',
  () => {
    const [head, comment, ...lines] = listed().stdout.trimEnd().split('\n');
    expect([head, comment]).toEqual(['table inet networkd {', `\tcomment "${operation.hash}"`]);
    const body = lines.slice(0, -1).join('\n');
    expect(right(parseRuleset(body))).toBe(body);
    expect(right(parseListing(body))).toBe(body);
    const plain = body.replaceAll(/^\t+/gm, (tabs) => '  '.repeat(tabs.length)).replaceAll('\n\n', '\n');
    expect(plain).toBe(ruleset);
  },
);
