import type { Resource } from '../kind/resource.js';

/** What is on the node without our mark and yet matters: what a plan must not collide with. */
export interface Foreign {
  /** UDP ports others hold, with the namespace of the socket. */
  readonly listenPorts: readonly { readonly netns?: string; readonly port: number }[];
  /** Names of links that are not ours. */
  readonly links: readonly { readonly netns?: string; readonly name: string }[];
  /** Network namespaces that bear one of our names but nothing of ours. */
  readonly netns: readonly string[];
  /** Routes in the host's main table with the metric of ours; absent: none. `device` where there is but one way. */
  readonly routes?: readonly {
    readonly destination: string;
    readonly metric: number;
    readonly device?: string;
  }[];
}

/**
 * The state of one node (`observed/2`): what it should be or what it is, in the same words. Resources are in
 * canonical order when observed, in the order of their making when desired.
 */
export interface NodeState {
  readonly schema: 'observed/2';
  readonly node: string;
  readonly resources: readonly Resource[];
  readonly foreign?: Foreign;
}

/** Returns the state of a node on which there is nothing. */
export function emptyState(node: string): NodeState {
  return { schema: 'observed/2', node, resources: [] };
}
