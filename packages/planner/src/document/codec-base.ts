import * as t from 'io-ts';
import { mostErrors, type Problem } from '../error.js';
import type { Json } from './json.js';

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
export type Examine = (value: unknown, context: t.Context, findings: Findings) => void;

/**
 * A JSON Schema (https://json-schema.org/draft/2020-12) of what a codec reads. It takes all of that, and may take more: not
 * every rule can be said in it.
 */
export interface JsonSchema {
  readonly [keyword: string]: Json;
}

/**
 * A codec of io-ts that can also just read: `read` gives the value or `unreadable` and makes no context for every
 * field. Only where it fails is `examine` asked for the errors, with their places. What `write` makes of a value is read as
 * the same value, and is the one way in which it is written.
 */
export interface Codec<A> extends t.Decoder<unknown, A> {
  readonly read: (value: unknown) => A | typeof unreadable;
  readonly examine: Examine;
  write(value: A): Json;
  readonly schema: () => JsonSchema;
}

/** Finds all that is wrong with a document that its codec cannot read. */
export function findingsIn(codec: Codec<unknown>, json: unknown): Findings {
  const findings: Findings = { failures: [], count: 0 };
  codec.examine(json, [{ key: '', type: codec }], findings);
  return findings;
}

/** What a codec reads. */
export type ValueOf<C> = C extends Codec<infer A> ? A : never;

export type Fields = Readonly<Record<string, Codec<unknown>>>;

/**
 * Returns the codec that reads with `read`, finds what is wrong with `examine`, writes with `write`, and says with `schema`
 * what it reads.
 */
export function codecOf<A>(
  read: (value: unknown) => A | typeof unreadable,
  examine: Examine,
  write: (value: A) => Json,
  schema: () => JsonSchema,
  name = '',
): Codec<A> {
  const validate: t.Validate<unknown, A> = (value, context) => {
    const result = read(value);
    if (result !== unreadable) return t.success(result);
    const findings: Findings = { failures: [], count: 0 };
    examine(value, context, findings);
    return t.failures(findings.failures);
  };
  const is = (value: unknown): value is A => read(value) !== unreadable;
  return Object.assign(new t.Type<A, unknown>(name, is, validate, t.identity), {
    read,
    examine,
    write,
    schema,
  });
}

/** Adds what is wrong with a value, unless there are enough findings. */
export function add(findings: Findings, value: unknown, context: t.Context, problem: Problem): void {
  findings.count++;
  if (findings.failures.length >= mostErrors) return;
  findings.failures.push({ value, context, message: problem.kind, problem });
}
