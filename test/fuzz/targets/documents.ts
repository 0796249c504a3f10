import {
  parseInventory,
  parseNodeConfig,
  parseObserved,
  parsePublicConfig,
  parseTenantNetwork,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { jsonIn } from '../json-in.js';

const parsers = [
  parseInventory,
  parseNodeConfig,
  parseObserved,
  parsePublicConfig,
  parseTenantNetwork,
] as const;

/** Any JSON to every parser of documents: what it takes it takes again, and what it refuses it explains. */
export function fuzz(data: Buffer): void {
  const json = jsonIn(data);
  for (const parse of parsers) {
    const read: E.Either<readonly object[], object> = parse(json);
    if (E.isLeft(read) && read.left.length === 0) throw new Error('refused without a reason');
    if (E.isRight(read) && JSON.stringify(parse(json)) !== JSON.stringify(read))
      throw new Error('read as two things');
  }
}
