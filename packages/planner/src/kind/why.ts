import type { ChangeKind } from '../operation/step.js';

/** Why an operation is done: the reason of its change, and which kind of change that is. */
export interface Why {
  readonly reason: string;
  readonly change: ChangeKind;
}

/** Returns the owner and namespace of a resource, as its operations carry them. */
export function placeOf({ owner, netns }: { readonly owner: string; readonly netns?: string }) {
  return netns === undefined ? { owner } : { owner, netns };
}
