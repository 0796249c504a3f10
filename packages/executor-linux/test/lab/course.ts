import { setTimeout as sleep } from 'node:timers/promises';
import { concerned } from './concerned.js';
import { type Figures, type Passage, passages, type Stage, sum } from './figures.js';
import type { Flow } from './flows.js';
import { kept } from './kept.js';
import { startPings } from './pings.js';
import { handshaking, sessionsOf } from './sessions.js';
import type { Tenant } from './tenant.js';

/** A version in a laboratory, and what is new in it. */
export interface Step {
  readonly title: string;
  readonly tenant: Tenant;
}

/** What became of pings and sessions while versions followed one another. */
export interface Course {
  /** Before anything was done: what the laboratory by itself does to pings. */
  readonly idle: Figures;
  /** Of pings on whose way a version changes nothing. */
  readonly untouched: Figures;
  /** Of pings on whose way peers get or lose prefixes of others, or another keepalive. */
  readonly rewritten: Figures;
  /** Of pings that the version concerns. */
  readonly touched: Figures;
  /** Who lost how many of those that were not touched, and in which version. */
  readonly losses: readonly string[];
  /** Sessions in a version that does not concern them, each seen from both sides, and those reset all the same. */
  readonly sessions: number;
  readonly resets: readonly string[];
}

/** Milliseconds until sessions that both sides began at once have come to rest: REKEY_TIMEOUT of WireGuard, and some. */
const rekeying = 7000;

/** Milliseconds in which nothing is done, to know that no ping is lost by that. */
const idleTime = 2000;

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
  const pings = startPings(lab, `n-${topology.network.id}`, flows);
  await pings.answered(Date.now());
  await sleep(rekeying);
  const idle = { title: '', begin: Date.now(), settled: 0, concerned: concerned(topology, topology) };
  await sleep(idleTime);
  const stages: Stage[] = [idle];
  const resets: string[] = [];
  let [before, seen, sessions] = [first.tenant, await sessionsOf(first.tenant), 0];
  for (const { title, tenant } of next) {
    const stage = { title, begin: Date.now(), concerned: concerned(before.topology, tenant.topology) };
    await rollOut(before, tenant);
    await pings.answered(Date.now());
    stages.push({ ...stage, settled: Date.now() + handshaking });
    const now = await sessionsOf(tenant);
    const ends = kept(tenant, stage, seen, now);
    sessions += ends.length;
    resets.push(
      ...ends.flatMap(({ node, peer, isReset }) => (isReset ? `${title}: ${peer} at ${node}` : [])),
    );
    [before, seen] = [tenant, now];
  }
  const end = Date.now();
  await pings.answered(end);
  const all = passages(await pings.stop(), stages, end);
  const rolled = all.filter(({ stage }) => stage !== idle);
  const concerning = (concern: Passage['concern']) => sum(rolled.filter((each) => each.concern === concern));
  return {
    idle: sum(all.filter(({ stage }) => stage === idle)),
    untouched: concerning('none'),
    rewritten: concerning('peers'),
    touched: concerning('pair'),
    losses: rolled
      .filter(({ concern, lost }) => concern !== 'pair' && lost > 0)
      .map(
        ({ stage, flow, lost, sent, lostAfter }) =>
          `${stage.title}: ${lost} of ${sent}, ${flow.from} to ${flow.to}, from ${lostAfter} ms on`,
      ),
    sessions,
    resets,
  };
}
