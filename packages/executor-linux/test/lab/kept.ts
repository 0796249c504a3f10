import type { Stage } from './figures.js';
import { goesOn, isYoung, type Sessions } from './sessions.js';
import { nodesOf, type Tenant } from './tenant.js';

/** A session that a version does not concern, as one of its two nodes sees it. */
export interface Kept {
  readonly node: string;
  readonly peer: string;
  readonly isReset: boolean;
}

/** What became of the sessions that a version does not concern, from what was seen of them before and after. */
export function kept(
  tenant: Tenant,
  { begin, concerned }: Pick<Stage, 'begin' | 'concerned'>,
  before: ReadonlyMap<string, Sessions>,
  after: ReadonlyMap<string, Sessions>,
): readonly Kept[] {
  const nodes = nodesOf(tenant);
  return nodes.flatMap((node) =>
    nodes.flatMap((peer): readonly Kept[] => {
      if (node === peer || concerned.session(node, peer)) return [];
      const key = tenant.topology.vertexByNode.get(peer)?.resource.publicKey ?? '';
      const [old, fresh] = [before.get(node)?.get(key), after.get(node)?.get(key)];
      if (old === undefined && fresh === undefined) return []; // no peers, before as after
      if (old !== undefined && isYoung(old, begin)) return [];
      return [{ node, peer, isReset: old === undefined || fresh === undefined || !goesOn(old, fresh) }];
    }),
  );
}
