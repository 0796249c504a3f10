import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { mostErrors, type Problem } from '../error.js';
import type { Parsed } from '../scalar/parsed.js';
import { mostElements, mostMembers } from './limit.js';

/** A validation error of io-ts that also carries what is wrong as data. */
export interface Failure extends t.ValidationError {
  readonly problem: Problem;
}

/** What a codec reads where the value is not one of its own. */
export const unreadable: unique symbol = Symbol('unreadable');

/** The first errors of a document, and how many there are in all: a document can have a million. */
export interface Findings {
  readonly failures: Failure[];
  count: number;
}

/** Adds what is wrong with a value to the findings. */
type Examine = (value: unknown, context: t.Context, findings: Findings) => void;

/**
 * A codec of io-ts that can also just read: `read` gives the value or `unreadable` and makes no context for every
 * field. Only where it fails is `examine` asked for the errors, with their places.
 */
export interface Codec<A> extends t.Decoder<unknown, A> {
  readonly read: (value: unknown) => A | typeof unreadable;
  readonly examine: Examine;
}

/** All that is wrong with a document that its codec cannot read. */
export function findingsIn(codec: Codec<unknown>, json: unknown): Findings {
  const findings: Findings = { failures: [], count: 0 };
  codec.examine(json, [{ key: '', type: codec }], findings);
  return findings;
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
    (value, context, findings) => {
      const codec = codecFor(value);
      if (codec === undefined) add(findings, value, context, { kind: 'wrong-type', expected });
      else codec.examine(value, context, findings);
    },
  ) as Codec<ValueOf<C[keyof C]>>;
}

const tooManyElements: Problem = { kind: 'too-large', what: 'elements', maximum: mostElements };

/** An array of these, every element's errors reported. */
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
    (value, context, findings) => (Array.isArray(value) ? many : item).examine(value, context, findings),
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
    (value, context, findings) => examineClosed(fields, value, context, findings),
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

const tooManyMembers: Problem = { kind: 'too-large', what: 'members', maximum: mostMembers };

function examineClosed(
  fields: readonly Field[],
  value: unknown,
  context: t.Context,
  findings: Findings,
): void {
  if (!isRecord(value)) {
    add(findings, value, context, { kind: 'wrong-type', expected: 'an object' });
    return;
  }
  for (const { name, codec, required } of fields) {
    const within = () => t.appendContext(context, name, codec, value[name]);
    if (!Object.hasOwn(value, name)) {
      if (required) add(findings, undefined, within(), { kind: 'missing-field', expected: codec.name });
    } else if (codec.read(value[name]) === unreadable) codec.examine(value[name], within(), findings);
  }
  const known = fields.map(({ name }) => name);
  const present = Object.keys(value);
  if (present.length > mostMembers) {
    add(findings, `${present.length} members`, context, tooManyMembers);
    return;
  }
  for (const name of present) {
    if (known.includes(name)) continue;
    add(findings, name, t.appendContext(context, name, t.unknown, name), { kind: 'unknown-field', known });
  }
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
    (value, context, findings) => {
      const read = base.read(value);
      const parsed = read === unreadable ? undefined : parse(read);
      if (parsed === undefined) base.examine(value, context, findings);
      else if (E.isLeft(parsed)) add(findings, value, context, parsed.left);
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
    (value, context, findings) => {
      const parsed = parse(value);
      if (E.isLeft(parsed)) add(findings, value, context, parsed.left);
    },
    name,
  );
}

function codecOf<A>(read: (value: unknown) => A | typeof unreadable, examine: Examine, name = ''): Codec<A> {
  const validate: t.Validate<unknown, A> = (value, context) => {
    const result = read(value);
    if (result !== unreadable) return t.success(result);
    const findings: Findings = { failures: [], count: 0 };
    examine(value, context, findings);
    return t.failures(findings.failures);
  };
  const is = (value: unknown): value is A => read(value) !== unreadable;
  return Object.assign(new t.Type<A, unknown>(name, is, validate, t.identity), { read, examine });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function add(findings: Findings, value: unknown, context: t.Context, problem: Problem): void {
  findings.count++;
  if (findings.failures.length >= mostErrors) return;
  findings.failures.push({ value, context, message: problem.kind, problem });
}
