import type { Resource } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';

/**
 * Returns what makes a resource itself: all that is immutable or contended. Two resources with one identity differ only
 * in what can be changed in place, so "replace" does not exist.
 */
export function identityOf(resource: Resource): string {
  return kindOf(resource).identity(resource);
}
