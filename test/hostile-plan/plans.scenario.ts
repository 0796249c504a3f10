import {
  basisOf,
  type Change,
  checkTerritory,
  type NodeState,
  type Plan,
  parsePlan,
  parseTenantNetwork,
  publicKeyOf,
  type TenantNetwork,
} from '@networkd/planner';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { makeForeign } from '../../packages/executor-linux/test/machine/foreign.js';
import { isKept, isOf } from '../../packages/executor-linux/test/machine/kept.js';
import {
  applied,
  executor,
  giveKey,
  observed,
  planned,
  plannedBack,
} from '../../packages/executor-linux/test/machine/node.js';
import { keyFor, right } from '../../packages/executor-linux/test/networks.js';
import { sealed } from '../../packages/planner/src/plan/document.js';
import { network, resource } from '../../packages/planner/test/documents.js';
import { hostilePlans } from '../../packages/planner/test/hostile-planner.js';
import { aim } from '../../packages/planner/test/territory-world.js';
import type { Difference } from '../outside/differences.js';
import { recordedHere } from '../outside/observe.js';
import { changesSince, settled } from '../outside/settled.js';

/** What became of hostile plans, and what each changed that is not its network's. */
export interface Report {
  readonly fates: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

const node = 'a';
const [, , most = '', seed = ''] = process.argv;

/** As the hostile planner knows them, with keys that are there. */
function tenant(id: string, second: number, listenPort: number): TenantNetwork {
  const resources = ['a', 'b'].map((name, i) => ({
    ...resource(name, i + 2),
    ...{ subnet: `10.${second}.${i + 2}.0/24`, listenPort, publicKey: publicKeyOf(keyFor(`${id}/${name}`)) },
  }));
  return right(parseTenantNetwork(network(resources, { id, range: `10.${second}.0.0/16` })));
}

const ours = { network: tenant('x', 1, 7001), inventory: aim.inventory };
const victim = { network: tenant('v', 2, 7002), inventory: aim.inventory };

/** The same plan for the node as it is. */
function basedOn(state: NodeState, { networks, changes, operations }: Plan): Plan {
  return sealed(networks, node, basisOf(state), changes, operations);
}

/** Plans without end, the same ones every time. */
function* plansFrom(plans: fc.Arbitrary<Plan>): Generator<Plan> {
  for (let next = Number(seed); ; next++) yield* fc.sample(plans, { numRuns: 100, seed: next });
}

/** The socket of our device is where sockets are born, by the port of our network or another that nobody has. */
function isSocket({ section, what }: Difference): boolean {
  return section === 'sockets' && /^udp UNCONN \S+:(7001|53) /.test(what);
}

/** Has hostile plans carried out where our network is as it is now, each from there. */
async function attacked(sound: readonly Change[], report: Report, count: number): Promise<void> {
  const start = await observed(node, ['x']);
  const there = (await observed(node)).resources;
  const before = await settled(recordedHere);
  const isOurs = isOf(['x']);
  const fates = report.fates as Record<string, number>;
  const problems = report.problems as string[];
  const tally = (fate: string) => {
    fates[fate] = (fates[fate] ?? 0) + 1;
  };
  let [tried, refused] = [0, 0];
  for (const plan of plansFrom(hostilePlans('x', sound, there))) {
    if (tried === count) return;
    const read = parsePlan(JSON.parse(JSON.stringify(plan)));
    if (E.isLeft(read)) {
      tally('unread');
      continue;
    }
    const isOutside = checkTerritory(read.right, start) !== undefined;
    if (isOutside && refused++ >= count) continue;
    const result = await executor().apply(basedOn(start, read.right), () => {})();
    const fate = E.isRight(result) ? 'applied' : result.left.kind;
    tally(fate);
    if (isOutside !== (fate === 'refused')) problems.push(`${fate}: ${JSON.stringify(plan.changes)}`);
    if (fate !== 'refused') tried++;
    const changed = await changesSince(before, recordedHere, {
      except: (each) => isKept(each) || isOurs(each) || isSocket(each),
      seconds: 5,
    });
    problems.push(...changed.map((each) => `${fate}: ${each}: ${JSON.stringify(plan.changes)}`));
    if (fate === 'applied') await applied(await plannedBack(start, ['x']));
  }
}

makeForeign();
for (const id of ['x', 'v']) giveKey(id, keyFor(`${id}/${node}`));
await applied(await planned([victim], node));
const report: Report = { fates: {}, problems: [] };
const sound = (await planned([ours], node)).changes;
await attacked(sound, report, Number(most));
await applied(await planned([ours], node));
await attacked(sound, report, Number(most));
console.log(JSON.stringify(report));
process.exit();
