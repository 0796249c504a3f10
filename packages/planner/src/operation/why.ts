import type { Change } from '../change/change.js';
import type { Resource } from '../state/resource.js';

/** Why an operation is done: the reason of its change, and which kind of change that is. */
export interface Why {
  readonly reason: string;
  readonly change: Change['kind'];
}

export function whyOf({ kind, reason }: Change): Why {
  return { reason, change: kind };
}

/** The network and namespace of a resource, as its operations carry them. */
export function placeOf({ network, netns }: Exclude<Resource, { kind: 'Netns' }>) {
  return netns === undefined ? { network } : { network, netns };
}
