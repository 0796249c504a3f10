import { compareTexts } from '../scalar/id.js';
import { identityOf } from './identity.js';
import { rankOf } from './rank.js';
import type { Resource } from './resource.js';

/** A resource with its identity, which takes a moment to work out. */
export interface Identified {
  readonly resource: Resource;
  readonly identity: string;
}

/** By rank, then by identity, whatever the order they were found in. */
export function canonical(resources: readonly Resource[]): readonly Identified[] {
  return resources
    .map((resource) => ({ resource, rank: rankOf(resource), identity: identityOf(resource) }))
    .sort((a, b) => a.rank - b.rank || compareTexts(a.identity, b.identity));
}
