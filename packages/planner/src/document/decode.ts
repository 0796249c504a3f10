import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { type DocumentName, type PlanError, type PlanErrors, type Problem, show } from '../error.js';
import { type Codec, type Failure, unreadable } from './codec.js';

/** Decodes unknown JSON, every error with its JSONPath. */
export function decode<A>(codec: Codec<A>, document: DocumentName, json: unknown): E.Either<PlanErrors, A> {
  const result = codec.decode(json);
  if (E.isRight(result)) return result;
  return E.left(result.left.map((error) => located(document, error)) as PlanErrors);
}

/**
 * The elements of `json[field]`, with a hole for each that does not decode: a document with an error in one element
 * is still checked for what its other elements do to each other.
 */
export function salvage<A>(item: Codec<A>, json: unknown, field: string): readonly (A | undefined)[] {
  const array = fieldOf(json, field);
  if (!Array.isArray(array)) return [];
  return array.map((element: unknown) => {
    const value = item.read(element);
    return value === unreadable ? undefined : value;
  });
}

/** A field that decodes, or `undefined`. */
export function salvageField<A>(codec: Codec<A>, json: unknown, field: string): A | undefined {
  const value = codec.read(fieldOf(json, field));
  return value === unreadable ? undefined : value;
}

/** A JSONPath (RFC 9535) below the root: `$.resources[3].subnet`. */
function pathOf(keys: readonly string[]): string {
  return keys.reduce((path, key) => path + segment(key), '$');
}

function segment(key: string): string {
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^[A-Za-z_][0-9A-Za-z_]*$/.test(key) ? `.${key}` : `[${quoted(key)}]`;
}

/** A text in a JSONPath, in single quotes. */
function quoted(text: string): string {
  return `'${JSON.stringify(show(text)).slice(1, -1).replaceAll("'", "\\'")}'`;
}

/** Is there such a field, whatever it holds? */
export function hasField(json: unknown, field: string): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, field);
}

function fieldOf(json: unknown, field: string): unknown {
  return hasField(json, field) ? json[field] : undefined;
}

function located(document: DocumentName, error: t.ValidationError): PlanError {
  const path = pathOf(error.context.slice(1).map((entry) => entry.key));
  return { ...problemOf(error), document, path, value: error.value === undefined ? '' : show(error.value) };
}

function problemOf(error: t.ValidationError): Problem {
  return isFailure(error) ? error.problem : { kind: 'wrong-type', expected: 'another value' };
}

function isFailure(error: t.ValidationError): error is Failure {
  return 'problem' in error;
}
