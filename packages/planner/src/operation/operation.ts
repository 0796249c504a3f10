import type { Verb } from './verb.js';
import { verbs } from './verbs.js';

type OperationIn<V> = V extends Verb<infer O> ? O : never;

/** Verb × object: what an executor does, one step at a time. Each writes a final value. */
export type Operation = OperationIn<(typeof verbs)[keyof typeof verbs]>;

/** The discriminant of an operation. */
export type OperationKind = Operation['kind'];

/** An operation of that kind. */
export type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;

/** Returns what is to be known of an operation of its kind. */
export function verbOf(operation: Operation): Verb<Operation> {
  return verbs[operation.kind] as Verb<Operation>;
}
