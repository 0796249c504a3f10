import type { Resource } from '../kind/resource.js';
import { compareTexts } from '../scalar/id.js';
import { identityOf } from './identity.js';
import { rankOf } from './rank.js';

/** Sorts resources by rank, then by identity. */
export function canonical(resources: readonly Resource[]): readonly Resource[] {
  return resources.toSorted(compareResources);
}

/** Compares by the canonical order; 0 for two resources of one identity. */
export function compareResources(a: Resource, b: Resource): number {
  // Peers are by far the most: they are compared field by field and not by texts made for it.
  if (a.kind === 'Peer' && b.kind === 'Peer') {
    return (
      compareTexts(a.netns ?? '', b.netns ?? '') ||
      compareTexts(a.device, b.device) ||
      compareTexts(a.publicKey, b.publicKey)
    );
  }
  const order = a.kind === 'Carried' && b.kind === 'Carried' ? a.place - b.place : 0;
  return rankOf(a) - rankOf(b) || order || compareTexts(identityOf(a), identityOf(b));
}
