import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Problem } from '../error.js';
import { type Address, parseAddress } from '../scalar/address.js';
import { parseEndpoint } from '../scalar/endpoint.js';
import { type NetworkId, type NodeId, parseNetworkId, parseNodeId } from '../scalar/id.js';
import { type Keepalive, parseKeepalive } from '../scalar/keepalive.js';
import { type PublicKey, parsePublicKey } from '../scalar/key.js';
import { type InterfaceName, parseInterfaceName, parseMac } from '../scalar/name.js';
import type { Parsed } from '../scalar/parsed.js';
import { type Port, parsePort } from '../scalar/port.js';
import { type InterfaceAddress, type Prefix, parseInterfaceAddress, parsePrefix } from '../scalar/prefix.js';

/** A validation error of io-ts that also carries what is wrong as data. */
export interface Failure extends t.ValidationError {
  readonly problem: Problem;
}

/** A codec that reads unknown JSON; nothing here is ever encoded back. */
export type Codec<A> = t.Decoder<unknown, A>;

type TypeOfProps<P extends t.Props> = { readonly [K in keyof P]: t.TypeOf<P[K]> };

export const text = primitive(t.string, 'a string');
export const flag = primitive(t.boolean, 'true or false');
export const number = primitive(t.number, 'a number');
export const networkId: t.Type<NetworkId, unknown> = refined(text, parseNetworkId);
export const nodeId: t.Type<NodeId, unknown> = refined(text, parseNodeId);
export const publicKey: t.Type<PublicKey, unknown> = refined(text, parsePublicKey);
export const interfaceName: t.Type<InterfaceName, unknown> = refined(text, parseInterfaceName);
export const mac: t.Type<string, unknown> = refined(text, parseMac);
export const endpoint: t.Type<string, unknown> = refined(text, parseEndpoint);
export const port: t.Type<Port, unknown> = refined(number, parsePort);
export const keepalive: t.Type<Keepalive, unknown> = refined(number, parseKeepalive);
export const prefix: t.Type<Prefix, unknown> = refined(text, parsePrefix);
export const ipv4Prefix: t.Type<Prefix, unknown> = refined(prefix, prefixOf('ipv4'));
export const ipv6Prefix: t.Type<Prefix, unknown> = refined(prefix, prefixOf('ipv6'));
export const address: t.Type<Address, unknown> = refined(text, parseAddress);
export const ipv4Address: t.Type<Address, unknown> = refined(address, addressOf('ipv4'));
export const ipv6Address: t.Type<Address, unknown> = refined(address, addressOf('ipv6'));
export const interfaceAddress: t.Type<InterfaceAddress, unknown> = refined(text, parseInterfaceAddress);
export const ipv4InterfaceAddress: t.Type<InterfaceAddress, unknown> = refined(
  interfaceAddress,
  interfaceOf('ipv4'),
);
export const ipv6InterfaceAddress: t.Type<InterfaceAddress, unknown> = refined(
  interfaceAddress,
  interfaceOf('ipv6'),
);

/** The canonical text of an address, a network, an address with its prefix length: checked and kept as text. */
export const addressText: t.Type<string, unknown> = refined(address, ({ text }) => E.right(text));
export const prefixText: t.Type<string, unknown> = refined(prefix, ({ text }) => E.right(text));
export const interfaceAddressText: t.Type<string, unknown> = refined(interfaceAddress, ({ text }) =>
  E.right(text),
);

/** A text that all its characters are allowed in; none that a shell, ip(8) or nft(8) could misread should be. */
export function textOf(characters: RegExp): t.Type<string, unknown> {
  return refined(text, (value) => (characters.test(value) ? E.right(value) : E.left({ kind: 'bad-name' })));
}

/** A whole number in a range, both ends included. */
export function integer(minimum: number, maximum: number): t.Type<number, unknown> {
  return refined(number, (value) =>
    Number.isInteger(value) && value >= minimum && value <= maximum
      ? E.right(value)
      : E.left({ kind: 'bad-number', minimum, maximum }),
  );
}

/** One of these words. */
export function oneOf<const W extends string>(words: readonly W[]): t.Type<W, unknown> {
  const expected = words.map((word) => `"${word}"`).join(' or ');
  return leaf((value) =>
    words.includes(value as W) ? E.right(value as W) : E.left({ kind: 'wrong-type', expected }),
  );
}

/** The `schema` field: exactly this text. */
export function schema<const S extends string>(name: S): t.Type<S, unknown> {
  return leaf((value) => (value === name ? E.right(name) : E.left({ kind: 'wrong-schema', expected: name })));
}

/** One of several shapes, told apart by the field `kind`. */
export function byKind<C extends Readonly<Record<string, t.Mixed>>>(
  codecs: C,
): t.Type<t.TypeOf<C[keyof C]>, unknown> {
  const names = Object.keys(codecs);
  const expected = `an object whose kind is ${names.map((name) => `"${name}"`).join(', ')}`;
  return decoder((value, context) => {
    const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    const codec = typeof kind === 'string' && names.includes(kind) ? codecs[kind] : undefined;
    return codec === undefined
      ? fail(value, context, { kind: 'wrong-type', expected })
      : codec.validate(value, context);
  });
}

/** An array of these, every element's errors reported. */
export function list<A>(item: t.Type<A, unknown>): t.Type<readonly A[], unknown> {
  return decoder((value, context) => {
    if (!Array.isArray(value)) return fail(value, context, { kind: 'wrong-type', expected: 'an array' });
    const items: A[] = [];
    const errors: t.Errors = [];
    for (let i = 0; i < value.length; i++) {
      const result = item.validate(value[i], t.appendContext(context, String(i), item, value[i]));
      if (E.isRight(result)) items.push(result.right);
      else errors.push(...result.left);
    }
    return errors.length > 0 ? t.failures(errors) : t.success(items);
  });
}

/**
 * An object with these fields and no others. io-ts's own `strict` drops what it does not know; here an unknown
 * field is an error. The result has its fields in the order given, whatever the order in the text.
 */
export function closed<R extends t.Props, O extends t.Props>(
  required: R,
  optional: O,
): t.Type<TypeOfProps<R> & Partial<TypeOfProps<O>>, unknown> {
  const known = [...Object.keys(required), ...Object.keys(optional)];
  const fields = [...Object.entries(required), ...Object.entries(optional)];
  const names = new Set(known);
  return decoder((value, context) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return fail(value, context, { kind: 'wrong-type', expected: 'an object' });
    }
    const errors: t.Errors = [];
    const result: Record<string, unknown> = {};
    for (const [name, codec] of fields) {
      if (!Object.hasOwn(value, name)) {
        if (name in required) {
          errors.push(failure(undefined, t.appendContext(context, name, codec), missing(codec)));
        }
        continue;
      }
      const field = (value as Record<string, unknown>)[name];
      const decoded = codec.validate(field, t.appendContext(context, name, codec, field));
      if (E.isRight(decoded)) result[name] = decoded.right;
      else errors.push(...decoded.left);
    }
    for (const name of Object.keys(value)) {
      if (!names.has(name)) {
        errors.push(
          failure(name, t.appendContext(context, name, t.unknown), { kind: 'unknown-field', known }),
        );
      }
    }
    return errors.length > 0 ? t.failures(errors) : t.success(result);
  }) as t.Type<TypeOfProps<R> & Partial<TypeOfProps<O>>, unknown>;
}

/** The codec, followed by a parser that may refuse what it read. */
export function refined<A, B>(base: t.Type<A, unknown>, parse: (value: A) => Parsed<B>): t.Type<B, unknown> {
  return decoder((value, context) => {
    const read = base.validate(value, context);
    if (E.isLeft(read)) return read;
    const parsed = parse(read.right);
    return E.isRight(parsed) ? parsed : fail(value, context, parsed.left);
  }, base.name);
}

function primitive<A>(base: t.Type<A>, expected: string): t.Type<A, unknown> {
  return leaf(
    (value) => (base.is(value) ? E.right(value) : E.left({ kind: 'wrong-type', expected })),
    expected,
  );
}

function leaf<A>(parse: (value: unknown) => Parsed<A>, name = ''): t.Type<A, unknown> {
  return decoder((value, context) => {
    const parsed = parse(value);
    return E.isRight(parsed) ? parsed : fail(value, context, parsed.left);
  }, name);
}

function decoder<A>(validate: t.Validate<unknown, A>, name = ''): t.Type<A, unknown> {
  return new t.Type<A, unknown>(
    name,
    (value): value is A => E.isRight(validate(value, [])),
    validate,
    t.identity,
  );
}

function missing(codec: t.Mixed): Problem {
  return { kind: 'missing-field', expected: codec.name };
}

function fail(value: unknown, context: t.Context, problem: Problem): t.Validation<never> {
  return t.failures([failure(value, context, problem)]);
}

function failure(value: unknown, context: t.Context, problem: Problem): Failure {
  return { value, context, message: problem.kind, problem };
}

function prefixOf(family: 'ipv4' | 'ipv6') {
  return (value: Prefix): Parsed<Prefix> =>
    value.kind === family ? E.right(value) : E.left({ kind: 'bad-prefix', problem: 'wrong-family' });
}

function addressOf(family: 'ipv4' | 'ipv6') {
  return (value: Address): Parsed<Address> =>
    value.kind === family ? E.right(value) : E.left({ kind: 'bad-address', problem: 'wrong-family' });
}

function interfaceOf(family: 'ipv4' | 'ipv6') {
  return (value: InterfaceAddress): Parsed<InterfaceAddress> =>
    value.address.kind === family ? E.right(value) : E.left({ kind: 'bad-prefix', problem: 'wrong-family' });
}
