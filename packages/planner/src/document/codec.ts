import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Problem } from '../error.js';
import type { Parsed } from '../scalar/parsed.js';

/** A validation error of io-ts that also carries what is wrong as data. */
export interface Failure extends t.ValidationError {
  readonly problem: Problem;
}

/** What a codec reads where the value is not one of its own. */
export const unreadable: unique symbol = Symbol('unreadable');

/**
 * A codec of io-ts that can also just read: `read` gives the value or `unreadable` and makes no context for every
 * field. Only where it fails is `validate` asked for the errors, with their places.
 */
export interface Codec<A> extends t.Decoder<unknown, A> {
  readonly read: (value: unknown) => A | typeof unreadable;
}

function isReadable<A>(read: A | typeof unreadable): read is A {
  return read !== unreadable;
}

/** What a codec reads. */
export type ValueOf<C> = C extends Codec<infer A> ? A : never;

type Fields = Readonly<Record<string, Codec<unknown>>>;

type TypeOfFields<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

/** One of these words. */
export function oneOf<const W extends string>(words: readonly W[]): Codec<W> {
  const expected = words.map((word) => `"${word}"`).join(' or ');
  return leaf((value) =>
    words.includes(value as W) ? E.right(value as W) : E.left({ kind: 'wrong-type', expected }),
  );
}

/** The `schema` field: exactly this text. */
export function schema<const S extends string>(name: S): Codec<S> {
  return leaf((value) => (value === name ? E.right(name) : E.left({ kind: 'wrong-schema', expected: name })));
}

/** One of several shapes, told apart by the field `kind`. */
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
    (value, context) =>
      errorsOf(codecFor(value), value, context) ?? [
        failure(value, context, { kind: 'wrong-type', expected }),
      ],
  ) as Codec<ValueOf<C[keyof C]>>;
}

/** An array of these, every element's errors reported. */
export function list<A>(item: Codec<A>): Codec<readonly A[]> {
  return codecOf(
    (value) => {
      if (!Array.isArray(value)) return unreadable;
      // One that grows takes room for seventeen, and most lists of a document hold one.
      const items = value.map((each) => item.read(each));
      return items.every(isReadable) ? items : unreadable;
    },
    (value, context) =>
      Array.isArray(value)
        ? value.flatMap(
            (each, i) => errorsOf(item, each, t.appendContext(context, String(i), item, each)) ?? [],
          )
        : [failure(value, context, { kind: 'wrong-type', expected: 'an array' })],
  );
}

/** One of these, or an array of them: what is written as one is read as an array of one. */
export function oneOrMany<A>(item: Codec<A>): Codec<readonly A[]> {
  const many = list(item);
  return codecOf(
    (value) => {
      if (Array.isArray(value)) return many.read(value);
      const read = item.read(value);
      return read === unreadable ? unreadable : [read];
    },
    (value, context) => errorsOf(Array.isArray(value) ? many : item, value, context) ?? [],
  );
}

/** A field that may be absent, and what it then is. */
export interface Defaulted<A> {
  readonly codec: Codec<A>;
  readonly fallback: A;
}

/** The codec of a field that is `fallback` where it is absent. */
export function withDefault<A>(codec: Codec<A>, fallback: NoInfer<A>): Defaulted<A> {
  return { codec, fallback };
}

type Defaults = Readonly<Record<string, Defaulted<unknown>>>;

type TypeOfClosed<R extends Fields, O extends Fields, D extends Defaults> = TypeOfFields<R> &
  Partial<TypeOfFields<O>> & { readonly [K in keyof D]: ValueOf<D[K]['codec']> };

/** A field as `closed` reads it. */
interface Field {
  readonly name: string;
  readonly codec: Codec<unknown>;
  readonly required: boolean;
  readonly fallback?: unknown;
}

/**
 * An object with these fields and no others. io-ts's own `strict` drops what it does not know; here an unknown
 * field is an error. The result has its fields in the order given, whatever the order in the text.
 */
export function closed<
  R extends Fields,
  O extends Fields = Record<never, never>,
  D extends Defaults = Record<never, never>,
>(required: R, optional: O = {} as O, defaulted: D = {} as D): Codec<TypeOfClosed<R, O, D>> {
  const fields: readonly Field[] = [
    ...Object.entries(required).map(([name, codec]) => ({ name, codec, required: true })),
    ...Object.entries(optional).map(([name, codec]) => ({ name, codec, required: false })),
    ...Object.entries(defaulted).map(([name, field]) => ({ name, ...field, required: false })),
  ];
  return codecOf(
    (value) => readClosed(fields, value),
    (value, context) => closedErrors(fields, value, context),
  ) as Codec<TypeOfClosed<R, O, D>>;
}

function readClosed(fields: readonly Field[], value: unknown): unknown {
  if (!isRecord(value)) return unreadable;
  const result: Record<string, unknown> = {};
  let present = 0;
  for (const { name, codec, required, fallback } of fields) {
    const field = value[name];
    if (field === undefined) {
      if (required) return unreadable;
      if (fallback !== undefined) result[name] = fallback;
      continue;
    }
    const decoded = codec.read(field);
    if (decoded === unreadable) return unreadable;
    result[name] = decoded;
    present++;
  }
  return fieldCount(value) === present ? result : unreadable;
}

/** As many as `Object.keys` gives, without the list: it is asked for every object of a document. */
function fieldCount(value: Readonly<Record<string, unknown>>): number {
  let count = 0;
  for (const name in value) if (Object.hasOwn(value, name)) count++;
  return count;
}

function closedErrors(fields: readonly Field[], value: unknown, context: t.Context): t.Errors {
  if (!isRecord(value)) return [failure(value, context, { kind: 'wrong-type', expected: 'an object' })];
  const known = fields.map(({ name }) => name);
  const bad = fields.flatMap(({ name, codec, required }): t.Errors => {
    const within = t.appendContext(context, name, codec, value[name]);
    if (Object.hasOwn(value, name)) return errorsOf(codec, value[name], within) ?? [];
    return required ? [failure(undefined, within, { kind: 'missing-field', expected: codec.name })] : [];
  });
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  return [
    ...bad,
    ...unknown.map((name) =>
      failure(name, t.appendContext(context, name, t.unknown, name), { kind: 'unknown-field', known }),
    ),
  ];
}

/** The codec, followed by a parser that may refuse what it read. */
export function refined<A, B>(base: Codec<A>, parse: (value: A) => Parsed<B>): Codec<B> {
  return codecOf(
    (value) => {
      const read = base.read(value);
      if (read === unreadable) return unreadable;
      const parsed = parse(read);
      return E.isRight(parsed) ? parsed.right : unreadable;
    },
    (value, context) => {
      const read = base.read(value);
      if (read === unreadable) return errorsOf(base, value, context) ?? [];
      const parsed = parse(read);
      return E.isLeft(parsed) ? [failure(value, context, parsed.left)] : [];
    },
    base.name,
  );
}

/** A value that io-ts knows by itself; `expected` says in words what it is. */
export function primitive<A>(base: t.Type<A>, expected: string): Codec<A> {
  return leaf(
    (value) => (base.is(value) ? E.right(value) : E.left({ kind: 'wrong-type', expected })),
    expected,
  );
}

function leaf<A>(parse: (value: unknown) => Parsed<A>, name = ''): Codec<A> {
  return codecOf(
    (value) => {
      const parsed = parse(value);
      return E.isRight(parsed) ? parsed.right : unreadable;
    },
    (value, context) => {
      const parsed = parse(value);
      return E.isLeft(parsed) ? [failure(value, context, parsed.left)] : [];
    },
    name,
  );
}

function codecOf<A>(
  read: (value: unknown) => A | typeof unreadable,
  errors: (value: unknown, context: t.Context) => t.Errors,
  name = '',
): Codec<A> {
  const validate: t.Validate<unknown, A> = (value, context) => {
    const result = read(value);
    return result === unreadable ? t.failures(errors(value, context)) : t.success(result);
  };
  const is = (value: unknown): value is A => read(value) !== unreadable;
  return Object.assign(new t.Type<A, unknown>(name, is, validate, t.identity), { read });
}

/** The errors of a value that its codec refuses; `undefined` without a codec or an error. */
function errorsOf(
  codec: Codec<unknown> | undefined,
  value: unknown,
  context: t.Context,
): t.Errors | undefined {
  const result = codec?.validate(value, context);
  return result === undefined || E.isRight(result) ? undefined : result.left;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failure(value: unknown, context: t.Context, problem: Problem): Failure {
  return { value, context, message: problem.kind, problem };
}
