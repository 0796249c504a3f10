import type { Kind } from './kind.js';
import { kinds } from './kinds.js';

type ResourceIn<K> = K extends Kind<infer R, infer _> ? R : never;

/** Everything of ours that can be on a node. Desired and observed are both made of these. */
export type Resource = ResourceIn<(typeof kinds)[keyof typeof kinds]>;

/** The discriminant of a resource. */
export type ResourceKind = Resource['kind'];

/** A resource of that kind. */
export type ResourceOf<K extends ResourceKind> = Extract<Resource, { readonly kind: K }>;

/** Returns what is to be known of the kind of a resource. */
export function kindOf(resource: Resource): Kind<Resource, ResourceKind> {
  return kinds[resource.kind];
}
