import type { Resource } from '../kind/resource.js';

/** A resource that is to be made. */
export interface Create {
  readonly kind: 'Create';
  readonly after: Resource;
  readonly reason: string;
}

/** A resource that is there and is to be changed in place. */
export interface Update {
  readonly kind: 'Update';
  readonly before: Resource;
  readonly after: Resource;
  readonly reason: string;
}

/** A resource of ours that is to go. */
export interface Delete {
  readonly kind: 'Delete';
  readonly before: Resource;
  readonly reason: string;
}

/** What is to become of one resource; `+`, `~` and `-` for people. */
export type Change = Create | Update | Delete;
