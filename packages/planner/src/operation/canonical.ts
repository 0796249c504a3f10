import type { Operation } from './operation.js';
import { verbOf } from './operation.js';

/**
 * Returns what is carried out of the operation, as text. Two operations that differ in it have different texts. Values
 * are netstrings, `LENGTH:VALUE`, so that one value cannot look like two; an absent one is empty. After them come those
 * that have a name, `NAME=LENGTH:VALUE`.
 */
export function canonicalText(operation: Operation): string {
  const values = operation as unknown as Readonly<Partial<Record<string, Value>>>;
  const { executed, named } = verbOf(operation);
  let text: string = operation.kind;
  for (const field of executed) {
    const value = String(values[field] ?? '');
    text += ` ${value.length}:${value}`;
  }
  for (const field of named) {
    const value = values[field];
    if (value !== undefined) text += ` ${field}=${String(value).length}:${value}`;
  }
  return text;
}

type Value = string | number | boolean | readonly string[];
