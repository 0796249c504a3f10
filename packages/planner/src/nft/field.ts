import { pattern } from './pattern.js';
import type { Reader } from './reader.js';

/** How the values of a field are said. */
interface Values {
  readonly text: string;
  readonly write: (value: string | number) => string;
  readonly read: (text: string) => string | number;
}

const names: Values = { text: pattern.name, write: (name) => `"${name}"`, read: (text) => text.slice(1, -1) };
const numbers: Values = { text: pattern.number, write: String, read: Number };

/** Returns values that nft(8) writes as they are. */
const words = (text: string): Values => ({ text, write: String, read: (word) => word });

/** What a rule compares: of a packet, of its connection, or of the interfaces that it comes in and goes out by. */
const fields = {
  iifname: names,
  oifname: names,
  iifgroup: numbers,
  oifgroup: numbers,
  'ct state': words('(?:established,related|invalid)'),
  'icmp type': words('[a-z-]+'),
  'icmpv6 type': words('[a-z-]+'),
  'ip daddr': words(pattern.ipv4),
  'ip6 daddr': words(pattern.ipv6),
  'ip6 hoplimit': numbers,
  'meta l4proto': words('udp'),
  'tcp dport': numbers,
  'tcp flags': words('syn'),
  'udp dport': numbers,
  'udp sport': numbers,
} satisfies Readonly<Record<string, Values>>;

export type Field = keyof typeof fields;

/** The field has one of the values, or with `isNot` none of them. There is one value at least. */
export interface FieldMatch {
  readonly kind: 'field';
  readonly field: Field;
  readonly isNot: boolean;
  readonly values: readonly (string | number)[];
}

/** Writes a match of a field as nft(8) lists it: several values in braces, one alone without. */
export function writeField({ field, isNot, values }: FieldMatch): string {
  const texts = values.map(fields[field].write).join(', ');
  return `${field} ${isNot ? '!= ' : ''}${values.length === 1 ? texts : `{ ${texts} }`} `;
}

export const fieldReaders: readonly Reader<FieldMatch>[] = fieldNames().map((field) => {
  const { text, read } = fields[field];
  return {
    text: new RegExp(`${field} (!= )?(?:\\{ (${text}(?:, ${text})*) \\}|(${text})) `, 'y'),
    read: (not, several, one) => ({
      kind: 'field',
      field,
      isNot: not !== undefined,
      values: (several ?? one ?? '').split(', ').map(read),
    }),
  };
});

function fieldNames(): readonly Field[] {
  return Object.keys(fields).filter((name): name is Field => Object.hasOwn(fields, name));
}
