/** What one process of the agent does, between its start and its end, or until it is killed. */
import { nodeOwner, type Plan, type PlanErrors } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { run } from '../../../src/command/run.js';
import { dyingAfter } from '../../machine/broken-run.js';
import { executor, giveKey } from '../../machine/node.js';
import { hub, keyFor } from '../../networks.js';
import { node, planOff, planOnto, plugIn, standUp } from './own-network.js';

/** When it is killed: after that unit of its work, or after that many milliseconds. */
export type Death = `unit ${number}` | `ms ${number}` | 'never';

/** Bringing up the node's own network, putting networks onto it, or taking them off it. */
export type Role = 'up' | 'on' | 'off';

/** The exit status of a process that was refused because there are no egress addresses left. */
export const exhausted = 3;

/** How often it plans again when others were at work: what the one that was killed has begun may still be. */
const patience = 5;

export async function step(role: Role, ids: readonly string[], death: Death): Promise<number> {
  if (role === 'up') {
    plugIn();
    await standUp();
    return 0;
  }
  const [kind, number] = death.split(' ');
  if (kind === 'ms') setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(number)).unref();
  const means = { run: kind === 'unit' ? dyingAfter(Number(number)).run : run, lockTimeout: 10 };
  for (let tries = 1; ; tries++) {
    const planned = await planFor(role, ids);
    if (E.isLeft(planned)) {
      if (planned.left.every((error) => error.kind === 'egress-addresses-exhausted')) return exhausted;
      throw new Error(JSON.stringify(planned.left).slice(0, 2000));
    }
    const result = await executor(means).apply(planned.right, () => {})();
    if (E.isRight(result)) return 0;
    if (result.left.kind !== 'stale-basis' || tries >= patience)
      throw new Error(JSON.stringify({ ...result.left, rollback: undefined }).slice(0, 2000));
  }
}

async function planFor(role: 'on' | 'off', ids: readonly string[]): Promise<E.Either<PlanErrors, Plan>> {
  if (role === 'off') return E.right(await planOff(ids));
  for (const id of ids) if (id !== nodeOwner) giveKey(id, keyFor(`${id}/${node}`));
  return planOnto(ids.map((id) => hub(2, { id, port: portOf(id) })));
}

/** No two of those that are there at a time have one port. */
function portOf(id: string): number {
  return 10_000 + (Number(id.slice(1)) % 10_000);
}
