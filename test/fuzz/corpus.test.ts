import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fuzz as dhcp } from './targets/dhcp.js';
import { fuzz as documents } from './targets/documents.js';
import { fuzz as ip } from './targets/ip.js';
import { fuzz as json } from './targets/json.js';
import { fuzz as monitor } from './targets/monitor.js';
import { fuzz as nft } from './targets/nft.js';
import { fuzz as plan } from './targets/plan.js';
import { fuzz as wireguard } from './targets/wireguard.js';

const targets = { dhcp, documents, ip, json, monitor, nft, plan, wireguard };

/** How many inputs are made of the corpus of a target, so that it takes seconds. The fuzzer itself makes more: npm run fuzz. */
const executions = 3000;

const corpus = (target: string) => new URL(`corpus/${target}/`, import.meta.url);

describe.each(Object.entries(targets))('the parsers of %s', (target, fuzz) => {
  const names = readdirSync(corpus(target));
  test.each(names)('take or refuse %s, and what is made of it', (name) => {
    const seed = readFileSync(new URL(name, corpus(target)));
    expect(() => fuzz(seed)).not.toThrow();
    const next = numbers(seed.length);
    for (let i = 0; i < executions / names.length; i++) {
      const input = mutated(seed, next);
      expect(() => fuzz(input), input.toString('base64')).not.toThrow();
    }
  });
});

const words = [
  '{}',
  '[]',
  'null',
  '-1',
  '1e999',
  '""',
  '[[',
  '{"',
  '\\u0000',
  '__proto__',
  '\n',
  '\t',
  '\ufeff',
  '/',
  ':',
];

/** The input with up to four pieces taken out, doubled, or put in: the same ones every time. */
function mutated(seed: Buffer, next: (below: number) => number): Buffer {
  let input = seed;
  for (let steps = 1 + next(4); steps > 0; steps--) {
    const at = next(input.length + 1);
    const end = Math.min(input.length, at + next(12));
    const word = Buffer.from(words[next(words.length)] ?? '');
    const middle = [Buffer.alloc(0), word, Buffer.concat([input.subarray(at, end), input.subarray(at, end)])];
    input = Buffer.concat([input.subarray(0, at), middle[next(3)] ?? word, input.subarray(end)]);
  }
  return input;
}

/** Numbers below what is asked for (xorshift32), from a seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed + 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
