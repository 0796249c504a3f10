import { nodesOf, type Tenant } from '../network/tenant.js';

/** What wg(8) says of a peer. */
export interface Session {
  readonly endpoint: string;
  /** Seconds since 1970; 0 is never. */
  readonly latestHandshake: number;
  /** Bytes. */
  readonly received: number;
  readonly sent: number;
}

/** Of one node, by the public key of the peer. */
export type Sessions = ReadonlyMap<string, Session>;

/** Returns what the nodes of a network say of one another. */
export async function sessionsOf(tenant: Tenant): Promise<ReadonlyMap<string, Sessions>> {
  const all = nodesOf(tenant).map(async (node) => [node, await sessionsAt(tenant, node)] as const);
  return new Map(await Promise.all(all));
}

/** Returns what one node says. Not by `wg show dump`, which would say its private key as well. */
export async function sessionsAt({ lab, topology }: Tenant, node: string): Promise<Sessions> {
  const { id } = topology.network;
  const script = ['endpoints', 'latest-handshakes', 'transfer']
    .map((field) => `wg show w-${id} ${field}`)
    .join(' && ');
  const { status, stdout, stderr } = await lab.node(node).run(['sh', '-c', script], { netns: `n-${id}` });
  if (status !== 0) throw new Error(`wg show on ${node}: ${stderr}`);
  const fields = new Map<string, readonly string[]>();
  for (const [key = '', ...values] of stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))) {
    fields.set(key, [...(fields.get(key) ?? []), ...values]);
  }
  return new Map(
    [...fields].map(([key, [endpoint = '', handshake, received, sent]]) => [
      key,
      { endpoint, latestHandshake: Number(handshake), received: Number(received), sent: Number(sent) },
    ]),
  );
}

/**
 * Milliseconds in which peers that both asked for a handshake may ask again (REKEY_TIMEOUT, 5 s, a third of a second by
 * chance, and what a busy machine adds). What is on the way while they do may be lost, no matter what is done to them.
 */
export const handshaking = 7000;

/** Says whether the session had its latest handshake so short a time ago that another may follow. */
export function isYoung({ latestHandshake }: Session, now: number): boolean {
  return now - latestHandshake * 1000 < handshaking;
}

/**
 * Seconds after which WireGuard renews a session by itself (REKEY_AFTER_TIME is 120), less one: the one who is asked
 * takes the time when data first comes.
 */
const rekeyAfter = 119;

/**
 * Says whether it is the same session as before, or one that WireGuard has asked for again or renewed in its own time.
 */
export function goesOn(before: Session, after: Session): boolean {
  const since = after.latestHandshake - before.latestHandshake;
  const counts = after.received >= before.received && after.sent >= before.sent;
  const isAskedAgain = since >= 0 && since * 1000 <= handshaking;
  return counts && (isAskedAgain || since >= rekeyAfter);
}
