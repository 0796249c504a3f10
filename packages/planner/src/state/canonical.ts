import { compareTexts } from '../scalar/id.js';
import { identityOf } from './identity.js';
import { rankOf } from './rank.js';
import type { Resource } from './resource.js';

/** By rank, then by identity, whatever the order they were found in. */
export function canonical(resources: readonly Resource[]): readonly Resource[] {
  return resources
    .map((each) => ({ each, rank: rankOf(each), identity: identityOf(each) }))
    .sort((a, b) => a.rank - b.rank || compareTexts(a.identity, b.identity))
    .map(({ each }) => each);
}
