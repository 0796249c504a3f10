import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Inventory, parseInventory, parseTenantNetwork, type TenantNetwork } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The numbered directories, sorted. */
export function exampleNames(): readonly string[] {
  return readdirSync(examples)
    .filter((name) => /^\d{3}-/.test(name))
    .sort();
}

export function pathOf(example: string, file: string): string {
  return join(examples, example, file);
}

/** The files of an example, or of a folder in it, sorted. */
export function filesOf(example: string, folder = ''): readonly string[] {
  const path = pathOf(example, folder);
  return existsSync(path) ? readdirSync(path).sort() : [];
}

export function networksOf(example: string, prefix: string): readonly TenantNetwork[] {
  return filesOf(example)
    .filter((file) => file.startsWith(prefix))
    .map((file) => right(parseTenantNetwork(read(example, file))));
}

export function inventoryOf(example: string, file: string): Inventory {
  return right(parseInventory(read(example, file)));
}

export function read(example: string, file: string): unknown {
  return JSON.parse(readFileSync(pathOf(example, file), 'utf8'));
}

export function right<L, A>(either: E.Either<L, A>): A {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left, undefined, 2));
  return either.right;
}
