import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Problem } from '../error.js';
import type { Parsed } from '../scalar/parsed.js';
import {
  add,
  type Codec,
  codecOf,
  type Fields,
  type JsonSchema,
  unreadable,
  type ValueOf,
} from './codec-base.js';
import type { Json } from './json.js';
import { mostElements } from './limit.js';

export { closed, inOrder, listOrNone, withDefault } from './closed-codec.js';
export {
  type Codec,
  type Failure,
  findingsIn,
  type JsonSchema,
  unreadable,
  type ValueOf,
} from './codec-base.js';

/** Returns the codec of a text that is one of these words. */
export function oneOf<const W extends string>(words: readonly W[]): Codec<W> {
  const expected = words.map((word) => `"${word}"`).join(' or ');
  return leaf(
    (value) => (words.includes(value as W) ? E.right(value as W) : E.left({ kind: 'wrong-type', expected })),
    { enum: words },
  );
}

/** Returns the codec of the field `schema`, which must be exactly this text. */
export function schema<const S extends string>(name: S): Codec<S> {
  return leaf(
    (value) => (value === name ? E.right(name) : E.left({ kind: 'wrong-schema', expected: name })),
    { const: name },
  );
}

/** Returns the codec of a value that has one of several shapes. Its field `kind` says which. */
export function byKind<C extends Fields>(codecs: C): Codec<ValueOf<C[keyof C]>> {
  const expected = `an object whose kind is ${Object.keys(codecs)
    .map((name) => `"${name}"`)
    .join(', ')}`;
  const codecFor = (value: unknown) => {
    const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    return typeof kind === 'string' && Object.hasOwn(codecs, kind) ? codecs[kind] : undefined;
  };
  return codecOf(
    (value) => codecFor(value)?.read(value) ?? unreadable,
    (value, context, findings) => {
      const codec = codecFor(value);
      if (codec === undefined) add(findings, value, context, { kind: 'wrong-type', expected });
      else codec.examine(value, context, findings);
    },
    (value) => codecFor(value)?.write(value) ?? {},
    () => ({ oneOf: Object.values(codecs).map((codec) => codec.schema()) }),
  ) as Codec<ValueOf<C[keyof C]>>;
}

const tooManyElements: Problem = { kind: 'too-large', what: 'elements', maximum: mostElements };

/** Returns the codec of an array of these. It reports the errors of every element. */
export function list<A>(item: Codec<A>): Codec<readonly A[]> {
  return codecOf(
    (value) => {
      if (!Array.isArray(value) || value.length > mostElements) return unreadable;
      // One that grows takes room for seventeen, and most lists of a document hold one.
      const items = value.map((each) => item.read(each));
      return items.every(isReadable) ? items : unreadable;
    },
    (value, context, findings) => {
      if (!Array.isArray(value)) add(findings, value, context, { kind: 'wrong-type', expected: 'an array' });
      else if (value.length > mostElements) {
        add(findings, `${value.length} elements`, context, tooManyElements);
      } else {
        value.forEach((each, i) => {
          if (item.read(each) !== unreadable) return;
          item.examine(each, t.appendContext(context, String(i), item, each), findings);
        });
      }
    },
    (value) => value.map((each) => item.write(each)),
    () => ({ type: 'array', items: item.schema(), maxItems: mostElements }),
  );
}

/** Returns the codec of one of these or an array of them. One alone is read as an array of one. */
export function oneOrMany<A>(item: Codec<A>): Codec<readonly A[]> {
  const many = list(item);
  return codecOf(
    (value) => {
      if (Array.isArray(value)) return many.read(value);
      const read = item.read(value);
      return read === unreadable ? unreadable : [read];
    },
    (value, context, findings) => (Array.isArray(value) ? many : item).examine(value, context, findings),
    (value) => many.write(value),
    () => ({ oneOf: [item.schema(), many.schema()] }),
  );
}

/** Returns the codec with a sentence that its schema says of it, and what else holds of all that it reads. */
export function said<A>(codec: Codec<A>, description: string, more: JsonSchema = {}): Codec<A> {
  const schema = () => ({ ...codec.schema(), ...more, description });
  return codecOf(codec.read, codec.examine, (value) => codec.write(value), schema, codec.name);
}

/**
 * Returns the codec with a parser after it, which may refuse what the codec read. `write` writes what the parser
 * returns. Without `write`, the codec writes it.
 */
export function refined<A, B extends A>(base: Codec<A>, parse: (value: A) => Parsed<B>): Codec<B>;
export function refined<A, B>(
  base: Codec<A>,
  parse: (value: A) => Parsed<B>,
  write: (value: B) => Json,
): Codec<B>;
export function refined<A, B extends A>(
  base: Codec<A>,
  parse: (value: A) => Parsed<B>,
  write: (value: B) => Json = (value) => base.write(value),
): Codec<B> {
  return codecOf(
    (value) => {
      const read = base.read(value);
      if (read === unreadable) return unreadable;
      const parsed = parse(read);
      return E.isRight(parsed) ? parsed.right : unreadable;
    },
    (value, context, findings) => {
      const read = base.read(value);
      const parsed = read === unreadable ? undefined : parse(read);
      if (parsed === undefined) base.examine(value, context, findings);
      else if (E.isLeft(parsed)) add(findings, value, context, parsed.left);
    },
    write,
    base.schema,
    base.name,
  );
}

/** Returns the codec of a value for which io-ts has a type. `expected` says in words what it is. */
export function primitive<A extends Json>(base: t.Type<A>, expected: string): Codec<A> {
  return leaf(
    (value) => (base.is(value) ? E.right(value) : E.left({ kind: 'wrong-type', expected })),
    { type: base.name },
    expected,
  );
}

function leaf<A extends Json>(parse: (value: unknown) => Parsed<A>, schema: JsonSchema, name = ''): Codec<A> {
  return codecOf(
    (value) => {
      const parsed = parse(value);
      return E.isRight(parsed) ? parsed.right : unreadable;
    },
    (value, context, findings) => {
      const parsed = parse(value);
      if (E.isLeft(parsed)) add(findings, value, context, parsed.left);
    },
    (value) => value,
    () => schema,
    name,
  );
}

function isReadable<A>(read: A | typeof unreadable): read is A {
  return read !== unreadable;
}
