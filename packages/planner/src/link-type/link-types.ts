import { bond } from './bond.js';
import { bridge } from './bridge.js';
import type { LinkTypeRow } from './link-type.js';
import { macvlan } from './macvlan.js';
import { veth } from './veth.js';
import { vlan } from './vlan.js';
import { wireguard } from './wireguard.js';

/**
 * The types of link that we make, as `ip link add … type` names them, in the order of their making: a VLAN needs what it
 * is on, a macvlan its bridge; the WireGuard device is made last and so taken away first.
 */
const table = { bond, vlan, bridge, veth, macvlan, wireguard };

/** One of them. */
export type LinkType = keyof typeof table;

type AttributesIn<Row> = Row extends LinkTypeRow<infer A> ? A : never;
type Together<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer A) => void ? A : never;

/** What links of one type only have. */
export type LinkAttributes = Partial<Together<AttributesIn<(typeof table)[LinkType]>>>;

/** The types, in the order of their making. */
export const linkTypes = Object.keys(table) as readonly LinkType[];

/** The types of link that have members. */
export const masterTypes = ['bridge', 'bond'] as const satisfies readonly LinkType[];

/** One of them. */
export type MasterType = (typeof masterTypes)[number];

/** Returns all that is to be known of a type of link. */
export function linkType(type: LinkType): LinkTypeRow<LinkAttributes> {
  return table[type] as LinkTypeRow<LinkAttributes>;
}

/** What documents may say of links of one type only. */
export const linkAttributes = Object.assign({}, ...Object.values(table).map((row) => row.attributes)) as {
  readonly [F in keyof LinkAttributes]-?: LinkTypeRow<Required<LinkAttributes>>['attributes'][F];
};

type Attribute = keyof LinkAttributes;

/** Their names. */
export const attributeNames = Object.keys(linkAttributes) as readonly Attribute[];

/** Returns the same value for each attribute. */
export function ofAttributes<const T>(each: T): { readonly [F in Attribute]: T } {
  return Object.fromEntries(attributeNames.map((name) => [name, each])) as { readonly [F in Attribute]: T };
}

/** Returns those attributes of the link that its type alone has. */
export function attributesOf(link: LinkAttributes): LinkAttributes {
  const present = attributeNames.flatMap((name) =>
    link[name] === undefined ? [] : [[name, link[name]] as const],
  );
  return Object.fromEntries(present);
}

/** Returns what sets a link apart from others of its type on the same link. */
export function variantOf(link: LinkAttributes): string | undefined {
  const values = attributeNames.flatMap((name) => link[name] ?? []);
  return values.length === 0 ? undefined : values.join();
}
