import { rmSync } from 'node:fs';
import type { Difference } from '@networkd/lab/outside/differences';
import { recordedHere } from '@networkd/lab/outside/observe';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { changesSince } from '@networkd/lab/outside/settled';
import { isKept, isOf } from '@networkd/lab/scenario/kept';
import { emptyState, type NodeState, type Plan, plan, planTowards } from '@networkd/planner';
import { right } from '../networks.js';
import { type Keyed, keyed, type Version } from './laws-documents.js';
import { expectBack, expectNone, expectSame, expectWanted } from './laws-expect.js';
import type { Crashes, Journey } from './laws-journey.js';
import { type Twin, twinOf } from './laws-twin.js';
import { folders, giveKey } from './node.js';

/** How much was done: a test of nothing must not look like one that went well. */
export interface Distance {
  readonly applies: number;
  readonly crashes: number;
  readonly operations: number;
}

export const nowhere: Distance = { applies: 0, crashes: 0, operations: 0 };

type Planner = (observed: NodeState) => Plan;

/** Takes a node through a journey and throws where a law does not hold. `boot` is the machine before it. */
export async function travel(journey: Journey, boot: MachineRecord): Promise<Distance> {
  const { versions, keys } = keyed(journey.history);
  const [first] = versions;
  const node = nodeOf(versions, journey.choice);
  if (first === undefined || node === undefined) return nowhere;
  // What is remembered of an earlier journey is of other keys.
  rmSync(folders.state, { recursive: true, force: true });
  const owners = first.networks.map(({ id }) => ({ id, removed: true as const }));
  const ids = owners.map(({ id }) => id);
  const twin = await twinOf(node, ids);
  const go = goerOf(twin);
  let home: NodeState | undefined;
  let atHome: Version | undefined;
  for (const { version, crashes, isAbandoned } of journey.legs) {
    const aim = versions[version % versions.length] ?? first;
    giveKeysOf(aim, keys, node);
    const towards: Planner = (state) => right(plan({ ...aim, node, observed: state }));
    await go.part(towards, crashes);
    if (isAbandoned && home !== undefined) continue;
    await go.whole(towards);
    expectWanted(aim, twin.state());
    home ??= twin.state();
    atHome ??= aim;
  }
  const target = home ?? emptyState(node);
  // Only what takes an apply back is given keys that were kept.
  if (atHome !== undefined) giveKeysOf(atHome, keys, node);
  const back: Planner = (state) => right(planTowards({ owners, target, observed: state }));
  await go.part(back, journey.back);
  await go.whole(back);
  expectBack(target, twin.state());
  const isOurs = isOf(ids);
  // Whose sockets they are nobody can tell.
  const others = (each: Difference) => isKept(each) || isOurs(each) || each.section === 'sockets';
  expectNone('what others have', await changesSince(boot, recordedHere, { except: others }));
  const nothing = emptyState(node);
  const away: Planner = (state) => right(planTowards({ owners, target: nothing, observed: state }));
  await go.part(away, journey.away);
  await go.whole(away);
  expectSame('what is left of ours', twin.state().resources, []);
  expectNone('what is left on the machine', await changesSince(boot, recordedHere, { except: isKept }));
  return go.distance();
}

/** One that has a part of the networks: the more versions of its own a node has, the likelier it is chosen. */
function nodeOf(versions: readonly Version[], choice: number): string | undefined {
  const own = new Map(
    versions.flatMap(({ networks }) =>
      networks.flatMap(({ resources }) =>
        resources.map((each) => [JSON.stringify(each), each.node] as const),
      ),
    ),
  );
  return [...own.values()][choice % Math.max(own.size, 1)];
}

/** Goes towards what is planned, up to a crash or the whole way, and counts. */
function goerOf(twin: Twin) {
  let { applies, crashes: deaths, operations } = nowhere;
  return {
    part: async (towards: Planner, crashes: Crashes) => {
      for (const crash of crashes) {
        const planned = towards(twin.state());
        if (planned.operations.length === 0) return;
        const count = crash % (planned.operations.length + 1);
        await twin.die(planned, count);
        deaths++;
        operations += count;
      }
    },
    whole: async (towards: Planner) => {
      const planned = towards(twin.state());
      await twin.apply(planned);
      applies += Number(planned.operations.length > 0);
      operations += planned.operations.length;
      expectNone('what is still to be done', towards(twin.state()).changes);
    },
    distance: (): Distance => ({ applies, crashes: deaths, operations }),
  };
}

function giveKeysOf({ networks }: Version, keys: Keyed['keys'], node: string): void {
  for (const { id, resources } of networks) {
    const publicKey = resources.find((each) => each.node === node)?.publicKey;
    const key = publicKey === undefined ? undefined : keys.get(publicKey);
    if (key !== undefined) giveKey(id, key);
  }
}
