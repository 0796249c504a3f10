import { nodesOf, type Tenant } from '../network/tenant.js';
import type { Stage } from './figures.js';
import { goesOn, isYoung, type Session, type Sessions } from './sessions.js';

/** A session that a version does not concern, as one of its two nodes sees it. */
export interface Kept {
  readonly node: string;
  readonly peer: string;
  /** What was seen of it before and after where it did not go on. */
  readonly reset: string | undefined;
}

/** Returns what became of the sessions that a version does not concern, from what was seen of them before and after. */
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
      const isKept = old !== undefined && fresh !== undefined && goesOn(old, fresh);
      return [{ node, peer, reset: isKept ? undefined : `${told(old, begin)}, then ${told(fresh, begin)}` }];
    }),
  );
}

function told(session: Session | undefined, begin: number): string {
  if (session === undefined) return 'no peer';
  const { latestHandshake, received, sent } = session;
  return `handshake at ${latestHandshake - Math.round(begin / 1000)} s, ${received} bytes received, ${sent} sent`;
}
