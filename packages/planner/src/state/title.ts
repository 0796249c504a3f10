import type { Resource } from '../kind/resource.js';
import { kindOf } from '../kind/resource.js';

/** Names a resource in the words of its tool, and where it is. */
export function titleOf(resource: Resource): string {
  return kindOf(resource).title(resource);
}

/** Says who could have changed a resource since we left it. */
export function suspectsOf(resource: Resource): string {
  return kindOf(resource).suspects;
}
