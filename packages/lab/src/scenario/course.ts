import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, accountOf, type Passage, passages, type Stage } from '../meter/figures.js';
import type { Flow } from '../meter/flows.js';
import { kept } from '../meter/kept.js';
import { paceOf } from '../meter/pace.js';
import { startPings } from '../meter/pings.js';
import { handshaking, sessionsOf } from '../meter/sessions.js';
import { unreadIn } from '../meter/unread.js';
import { concerned } from '../network/concerned.js';
import type { Tenant } from '../network/tenant.js';

/** A version in a laboratory, and what is new in it. */
export interface Step {
  readonly title: string;
  readonly tenant: Tenant;
}

/** What became of pings and sessions while versions followed one another. */
export interface Course {
  /** Before anything was done: what the laboratory by itself does to pings. */
  readonly idle: Account;
  /** Of pings on whose way a version changes nothing. */
  readonly untouched: Account;
  /** Of pings on whose way peers get or lose prefixes of others, or another keepalive. */
  readonly rewritten: Account;
  /** Of pings that the version concerns. */
  readonly touched: Account;
  /** Who lost how many of those that were not touched, and in which version. */
  readonly losses: readonly string[];
  /** Sessions in a version that does not concern them, each seen from both sides, and those reset all the same. */
  readonly sessions: number;
  readonly resets: readonly string[];
  /** Datagrams that nodes left unread in all that time. */
  readonly unread: number;
  /** Seconds between two pings of a flow. */
  readonly pace: number;
}

/** Milliseconds in which nothing is done, to know that no ping is lost by that. */
const idleTime = 2000;

/** Milliseconds for the answers to what was sent in it: what is done to nodes next must not be what loses them. */
const answering = 1000;

/**
 * Rolls one version out after another, the first of which is there, and pings all the while. The next version comes
 * when everybody answers again.
 */
export async function follow(
  flows: readonly Flow[],
  [first, ...next]: readonly Step[],
  rollOut: (before: Tenant, after: Tenant) => Promise<unknown>,
): Promise<Course> {
  if (first === undefined) throw new Error('there is no version to begin with');
  const { lab, topology } = first.tenant;
  const netns = `n-${topology.network.id}`;
  const pace = await paceOf(lab, netns, flows);
  const pings = startPings(lab, netns, flows, pace);
  await pings.answered(Date.now());
  await sleep(handshaking);
  const quiet = { settled: 0, concerned: concerned(topology, topology) };
  const idle = { ...quiet, title: 'idle', unread: await unreadIn(lab), begin: Date.now() };
  await sleep(idleTime);
  const begin = Date.now();
  await sleep(answering);
  const waiting = { ...quiet, title: 'waiting', unread: await unreadIn(lab), begin };
  const stages: Stage[] = [idle, waiting];
  const resets: string[] = [];
  let [before, seen, sessions] = [first.tenant, await sessionsOf(first.tenant), 0];
  for (const { title, tenant } of next) {
    const changed = concerned(before.topology, tenant.topology);
    const stage = { title, concerned: changed, unread: await unreadIn(lab), begin: Date.now() };
    await rollOut(before, tenant);
    await pings.answered(Date.now());
    stages.push({ ...stage, settled: Date.now() + handshaking });
    const now = await sessionsOf(tenant);
    const ends = kept(tenant, stage, seen, now);
    sessions += ends.length;
    resets.push(
      ...ends.flatMap(({ node, peer, reset }) => (reset ? `${title}: ${peer} at ${node}: ${reset}` : [])),
    );
    [before, seen] = [tenant, now];
  }
  const end = Date.now();
  await pings.answered(end);
  const unread = await unreadIn(lab);
  const all = passages(await pings.stop(), stages, end);
  const concerning = (concern: Passage['concern']) =>
    accountOf(
      all.filter((each) => each.concern === concern),
      stages.slice(2),
      unread,
    );
  return {
    idle: accountOf(all, [idle], waiting.unread),
    untouched: concerning('none'),
    rewritten: concerning('peers'),
    touched: concerning('pair'),
    losses: all
      .filter(({ concern, lost }) => concern !== 'pair' && lost > 0)
      .map(
        ({ stage, flow, lost, sent, lostAfter }) =>
          `${stage.title}: ${lost} of ${sent}, ${flow.from} to ${flow.to}, from ${lostAfter} ms on`,
      ),
    sessions,
    resets,
    unread: unread - idle.unread,
    pace,
  };
}
