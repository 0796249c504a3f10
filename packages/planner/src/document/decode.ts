import * as E from 'fp-ts/lib/Either.js';
import { type DocumentName, moreErrors, nonEmpty, type PlanError, type PlanErrors, show } from '../error.js';
import { type Codec, type Failure, findingsIn, unreadable } from './codec.js';
import { isTooDeep, mostLevels } from './limit.js';

/** What is wrong with the values of a document that are each right by themselves. */
interface Checks<A> {
  readonly whole?: (value: A) => readonly PlanError[];
  /** Checks a document that could only be read in part. */
  readonly part?: () => readonly PlanError[];
}

/** Reads unknown JSON, or returns every error in it with its JSONPath. */
export function decode<A>(
  codec: Codec<A>,
  document: DocumentName,
  text: unknown,
  { whole = noErrors, part = noErrors }: Checks<A> = {},
): E.Either<PlanErrors, A> {
  const json = withoutSchema(text);
  const value = codec.read(json);
  if (value !== unreadable) {
    const errors = nonEmpty(whole(value));
    return errors === undefined ? E.right(value) : E.left(errors);
  }
  if (isTooDeep(json)) return E.left([tooDeep(document)]);
  const { failures, count } = findingsIn(codec, json);
  const errors = failures.map((failure) => located(document, failure));
  // A document of another schema has other fields: what it lacks of this one helps nobody.
  const other = errors.find(({ kind }) => kind === 'wrong-schema');
  if (other !== undefined) return E.left([other]);
  const more = count > failures.length ? [moreErrors(document, count - failures.length)] : [];
  const isBeyond = errors.some(({ kind }) => kind === 'too-large');
  return E.left(nonEmpty([...errors, ...more, ...(isBeyond ? [] : part())]) ?? [tooDeep(document)]);
}

/** Returns the document without what it says to editors: where its JSON Schema is. */
function withoutSchema(json: unknown): unknown {
  if (!hasField(json, '$schema') || typeof json['$schema'] !== 'string') return json;
  const { $schema: _, ...rest } = json;
  return rest;
}

function noErrors(): readonly PlanError[] {
  return [];
}

function tooDeep(document: DocumentName): PlanError {
  return { kind: 'too-large', document, path: '$', value: '', what: 'levels', maximum: mostLevels };
}

/**
 * Returns the elements of `json[field]`, with a hole for each that does not decode. So a document with an error in
 * one element is still checked for conflicts between its other elements.
 */
export function salvage<A>(item: Codec<A>, json: unknown, field: string): readonly (A | undefined)[] {
  const array = fieldOf(json, field);
  if (!Array.isArray(array)) return [];
  return array.map((element: unknown) => {
    const value = item.read(element);
    return value === unreadable ? undefined : value;
  });
}

/** What could be read of an object: a field that is there and does not decode is `null`. */
export type Salvaged<A> = { readonly [F in keyof A]?: A[F] | null };

/** The codec of each field of an object. */
export type FieldCodecs<A> = { readonly [F in keyof A]-?: Codec<Exclude<A[F], undefined>> };

/**
 * Returns what could be read of the objects in `json[field]`, with a hole for each that is no object. So a field with an
 * error does not keep the others of its object from being checked.
 */
export function salvageFields<A>(
  codecs: FieldCodecs<A>,
  json: unknown,
  field: string,
): readonly (Salvaged<A> | undefined)[] {
  const array = fieldOf(json, field);
  if (!Array.isArray(array)) return [];
  const names = Object.keys(codecs) as (keyof A & string)[];
  return array.map((element: unknown) => {
    if (typeof element !== 'object' || element === null || Array.isArray(element)) return undefined;
    const read: { -readonly [F in keyof A]?: A[F] | null } = {};
    for (const name of names) {
      if (hasField(element, name)) read[name] = salvageField(codecs[name], element, name) ?? null;
    }
    return read;
  });
}

/** Returns a field, or `undefined` where it does not decode. */
export function salvageField<A>(codec: Codec<A>, json: unknown, field: string): A | undefined {
  const value = codec.read(fieldOf(json, field));
  return value === unreadable ? undefined : value;
}

/** Returns a JSONPath (RFC 9535) below the root: `$.resources[3].subnet`. */
function pathOf(keys: readonly string[]): string {
  return keys.reduce((path, key) => path + segment(key), '$');
}

function segment(key: string): string {
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^[A-Za-z_][0-9A-Za-z_]*$/.test(key) ? `.${key}` : `[${quoted(key)}]`;
}

/** Returns a text as a JSONPath has it, in single quotes. */
function quoted(text: string): string {
  return `'${JSON.stringify(show(text)).slice(1, -1).replaceAll("'", "\\'")}'`;
}

/** Says whether there is such a field, with any value. */
export function hasField(json: unknown, field: string): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, field);
}

function fieldOf(json: unknown, field: string): unknown {
  return hasField(json, field) ? json[field] : undefined;
}

function located(document: DocumentName, { context, value, problem }: Failure): PlanError {
  const path = pathOf(context.slice(1).map((entry) => entry.key));
  return { ...problem, document, path, value: value === undefined ? '' : show(value) };
}
