import * as t from 'io-ts';
import type { Problem } from '../error.js';
import {
  add,
  type Codec,
  codecOf,
  type Fields,
  type Findings,
  type JsonSchema,
  unreadable,
  type ValueOf,
} from './codec-base.js';
import type { Json } from './json.js';
import { mostMembers } from './limit.js';

type TypeOfFields<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

/** A field that may be absent, and what it then is. */
export interface Defaulted<A> {
  readonly codec: Codec<A>;
  readonly fallback: A;
  /** Is it written where it is the fallback, too? */
  readonly shown?: true;
}

/** Returns a field with a default: absent, it is read as `fallback`; equal to `fallback`, it is not written. */
export function withDefault<A>(codec: Codec<A>, fallback: NoInfer<A>): Defaulted<A> {
  return { codec, fallback };
}

/**
 * Returns a field for a list. Absent, it is read as the empty list. It is written even when empty, so that every
 * reader finds it.
 */
export function listOrNone<A>(codec: Codec<readonly A[]>): Defaulted<readonly A[]> {
  return { codec, fallback: [], shown: true };
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
  readonly shown?: true;
}

/**
 * Returns the codec of an object with these fields and no others. An unknown field is an error, where io-ts's own
 * `strict` drops it. What is read has its fields in the order given here, not in that of the text.
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
    (value) => writeClosed(fields, value),
    () => schemaOf(fields),
  ) as Codec<TypeOfClosed<R, O, D>>;
}

/**
 * Returns a codec that writes the fields of the object in this order. Fields that `order` does not name come after
 * them.
 */
export function inOrder<A extends object>(order: readonly (keyof A & string)[], codec: Codec<A>): Codec<A> {
  return codecOf(
    codec.read,
    codec.examine,
    (value) => {
      const written = codec.write(value) as Readonly<Record<string, Json>>;
      const named = order.flatMap((name) => (Object.hasOwn(written, name) ? [[name, written[name]]] : []));
      return { ...Object.fromEntries(named), ...written };
    },
    codec.schema,
    codec.name,
  );
}

function schemaOf(fields: readonly Field[]): JsonSchema {
  const properties = fields.map(({ name, codec, fallback, shown }) => {
    const schema = codec.schema();
    const isTold = fallback !== undefined && shown !== true;
    return [name, isTold ? { ...schema, default: codec.write(fallback) } : schema] as const;
  });
  const required = fields.flatMap((field) => (field.required ? field.name : []));
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** Writes the object. Leaves out a field that has its default, unless it is `shown`. */
function writeClosed(fields: readonly Field[], value: unknown): Json {
  const result: Record<string, Json> = {};
  if (!isRecord(value)) return result;
  for (const { name, codec, fallback, shown } of fields) {
    const field = value[name];
    if (field === undefined) continue;
    const written = codec.write(field);
    const isDefault = () =>
      fallback !== undefined && JSON.stringify(written) === JSON.stringify(codec.write(fallback));
    if (shown !== true && isDefault()) continue;
    result[name] = written;
  }
  return result;
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

/** Counts the fields as `Object.keys` does, but makes no list: this runs for every object of a document. */
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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
