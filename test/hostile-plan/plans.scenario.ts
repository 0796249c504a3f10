import type { Difference } from '@networkd/lab/outside/differences';
import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { makeForeign } from '@networkd/lab/scenario/foreign';
import { isKept, isOf } from '@networkd/lab/scenario/kept';
import {
  basisOf,
  type Change,
  checkTerritory,
  type NodeState,
  nodeOwner,
  type Plan,
  parsePlan,
  parseTenantNetwork,
  publicKeyOf,
  type TenantNetwork,
} from '@networkd/planner';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import {
  applied,
  executor,
  giveKey,
  observed,
  planned,
  plannedBack,
} from '../../packages/executor-linux/test/machine/node.js';
import { keyFor, right } from '../../packages/executor-linux/test/networks.js';
import { planOwn, plugIn } from '../../packages/executor-linux/test/node/networks/own-network.js';
import { sealed } from '../../packages/planner/src/plan/document.js';
import { network, resource } from '../../packages/planner/test/documents.js';
import { hostilePlans } from '../../packages/planner/test/territory/hostile-planner.js';
import { aim } from '../../packages/planner/test/territory/territory-world.js';

/** What became of hostile plans, and what each changed that is not its network's. */
export interface Report {
  readonly fates: Readonly<Record<string, number>>;
  /** How many came to the kernel. */
  readonly carriedOut: number;
  readonly problems: readonly string[];
}

const node = 'a';
const [, , most = '', seed = ''] = process.argv;

const report = { fates: {} as Record<string, number>, carriedOut: 0, problems: [] as string[] };

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

/** Of the node's own network, and of the NIC that it is on. */
function isOfNode({ namespace, what }: Difference): boolean {
  if (namespace === 'lan') return true; // the other end of its cable
  const named =
    /(^|[^0-9A-Za-z-])(zos|bond-zos|br-pub|br-ndmz|vlan-zos|vlan-pub|pub-zos|zos-pub|tonrs|npub4|npub6|ndmz|eth0|inet networkd)([^0-9A-Za-z-]|$)/;
  return named.test(namespace) || named.test(what);
}

/** The same plan for the node as it is. */
function basedOn(state: NodeState, { owners, changes, operations }: Plan): Plan {
  return sealed(owners, node, basisOf(state), changes, operations);
}

/** Plans without end, the same ones every time. */
function* plansFrom(plans: fc.Arbitrary<Plan>): Generator<Plan> {
  for (let next = Number(seed); ; next++) yield* fc.sample(plans, { numRuns: 100, seed: next });
}

/** The socket of our device is where sockets are born, by the port of our network or another that nobody has. */
function isSocket({ section, what }: Difference): boolean {
  return section === 'sockets' && /^udp UNCONN \S+:(7001|53) /.test(what);
}

/** What becomes of a plan of which nothing is carried out. */
const unhandled = ['refused', 'stale-basis'];

/** One within its territory is refused only where it asks for a key that is not on the node. */
const isForKey = /it is not the private key of/;

/** Has hostile plans of an owner carried out where what it has is as it is now, each from there. */
async function attacked(owner: string, sound: readonly Change[], count: number): Promise<void> {
  const start = right(await executor().observe(node, [owner], ['eth0'])());
  const there = (await observed(node)).resources;
  const before = await settled(recordedHere);
  const isOurs = owner === nodeOwner ? isOfNode : isOf([owner]);
  const { fates, problems } = report;
  const tally = (fate: string) => {
    fates[fate] = (fates[fate] ?? 0) + 1;
  };
  let [tried, refused] = [0, 0];
  for (const plan of plansFrom(hostilePlans(owner, sound, there))) {
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
    const isCarriedOut = !unhandled.includes(fate) && read.right.operations.length > 0;
    const said = E.isLeft(result) ? result.left.message : '';
    const isWronglyRefused = fate === 'refused' && !isOutside && !isForKey.test(said);
    if ((isOutside && isCarriedOut) || isWronglyRefused)
      problems.push(`${fate}: ${said}: ${JSON.stringify(plan.changes)}`);
    if (isCarriedOut) {
      tried++;
      report.carriedOut++;
    }
    const changed = await changesSince(before, recordedHere, {
      except: (each) => isKept(each) || isOurs(each) || isSocket(each),
      seconds: 5,
    });
    problems.push(...changed.map((each) => `${fate}: ${each}: ${JSON.stringify(plan.changes)}`));
    if (fate === 'applied') await applied(await plannedBack(start, [owner]));
  }
}

makeForeign();
for (const id of ['x', 'v']) giveKey(id, keyFor(`${id}/${node}`));
await applied(await planned([victim], node));
plugIn();
const sound = (await planned([ours], node)).changes;
const own = await planOwn(node, await observed(node, [nodeOwner]));
await attacked(nodeOwner, own.changes, Number(most));
await attacked('x', sound, Number(most));
await applied(await planned([ours], node));
await attacked('x', sound, Number(most));
process.stdout.write(JSON.stringify(report satisfies Report), () => process.exit());
