import * as E from 'fp-ts/lib/Either.js';
import { show } from '../error.js';
import type { Parsed } from './parsed.js';

/** The words of our rules. */
const words = [
  ...['ct', 'state', 'established,related', 'invalid', 'accept', 'drop', 'iifname', 'oifname'],
  ...['tcp', 'flags', 'syn', 'option', 'maxseg', 'size', 'set', 'rt', 'mtu'],
];

/** The name of an interface, in the only quotes there are. */
const name = '"[0-9A-Za-z_][0-9A-Za-z._@-]{0,14}"';
const part = `(?:${[...words, name, `\\{ ${name}(?:, ${name})* \\}`].join('|')})`;

const chainLine = /^chain [A-Za-z][0-9A-Za-z_-]{0,30} \{$/;
const hookLine = /^type filter hook (?:input|forward) priority filter; policy drop;$/;
const ruleLine = new RegExp(`^${part}(?: ${part})*$`);

/**
 * The body of our nft table, of nothing but what our firewall is made of: chains that drop by default, and rules of
 * its few words. Takes what nft(8) lists of it as well, which differs in white space.
 */
export function parseRuleset(text: string): Parsed<string> {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const statement = line.replace(/^[\t ]+/, '');
    if (statement === '') continue;
    if (open === undefined) {
      if (!chainLine.test(statement)) return badLine(line);
      open = line;
    } else if (statement === '}') open = undefined;
    else if (!hookLine.test(statement) && !ruleLine.test(statement)) return badLine(line);
  }
  return open === undefined ? E.right(text) : badLine(open);
}

/** The names of interfaces in a ruleset. */
export function interfacesIn(ruleset: string): readonly string[] {
  return [...ruleset.matchAll(/"([^"]*)"/g)].map(([, quoted = '']) => quoted);
}

/** Printable ASCII, and outside of quotes none of `#`, `$`, backslash and backtick. */
const listedLine = /^(?:[\t !%-[\]-_a-~]|"[ !#-~]*")*$/;

/**
 * The body of our nft table as it was found, with whatever somebody wrote into it. It may have to be put back as it
 * was, so nothing in it may reach beyond the table: braces are paired within, and no other file is read.
 */
export function parseListing(text: string): Parsed<string> {
  const open: string[] = [];
  for (const line of text.split('\n')) {
    const statement = line.replaceAll(/"[^"]*"/g, '""');
    if (!listedLine.test(line) || /\b(?:include|(?:re|un)?define)\b/.test(statement)) return badLine(line);
    for (const character of statement) {
      if (character === '{') open.push(line);
      else if (character === '}' && open.pop() === undefined) return badLine(line);
    }
  }
  const [unclosed] = open;
  return unclosed === undefined ? E.right(text) : badLine(unclosed);
}

function badLine(line: string): Parsed<never> {
  return E.left({ kind: 'bad-ruleset', line: show(line) });
}
