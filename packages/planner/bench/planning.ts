import * as E from 'fp-ts/lib/Either.js';
import { diff } from '../src/change/diff.js';
import { lower } from '../src/change/lower.js';
import { desired } from '../src/desired/network-resource.js';
import type { Inventory } from '../src/document/inventory/document.js';
import { parseInventory } from '../src/document/inventory/parse.js';
import type { TenantNetwork } from '../src/document/tenant-network/document.js';
import { parseTenantNetwork } from '../src/document/tenant-network/parse.js';
import { overlapping } from '../src/document/tenant-network/validate.js';
import { plan } from '../src/plan/plan.js';
import type { NodeId } from '../src/scalar/id.js';
import { parseObserved } from '../src/state/parse-observed.js';
import { connect } from '../src/topology/connect.js';
import { type Documents, documents } from './documents.js';
import type { Subject } from './measure.js';
import { naivePlan } from './naive.js';

/** The parsed documents of a size, and a hidden node of it to plan. */
interface Case {
  readonly texts: Documents;
  readonly network: TenantNetwork;
  readonly inventory: Inventory;
  readonly node: NodeId;
}

/** The value of a step that must succeed here. */
export function right<A>(result: E.Either<unknown, A>): A {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left).slice(0, 500));
  return result.right;
}

export function caseOf(size: number): Case {
  const texts = documents(size);
  const network = right(parseTenantNetwork(JSON.parse(texts.network)));
  const inventory = right(parseInventory(JSON.parse(texts.inventory)));
  return { texts, network, inventory, node: 'node-1' as NodeId };
}

/** Everything timed for one size; the names end in it. */
export function subjects({ texts, network, inventory, node }: Case): readonly Subject[] {
  const { size } = texts;
  const json = { network: JSON.parse(texts.network), inventory: JSON.parse(texts.inventory) };
  const state = desired(right(connect(network, inventory)), node);
  const observed = right(parseObserved(JSON.parse(JSON.stringify(state))));
  return [
    { name: `JSON.parse ${size}`, run: () => [JSON.parse(texts.network), JSON.parse(texts.inventory)] },
    {
      name: `decode ${size}`,
      run: () => [right(parseTenantNetwork(json.network)), right(parseInventory(json.inventory))],
    },
    { name: `overlaps ${size}`, run: () => overlapping(network, 'subnet') },
    {
      name: `one node ${size}`,
      run: () => lower(diff(desired(right(connect(network, inventory)), node).resources, [])),
    },
    { name: `plan ${size}`, run: () => right(plan({ networks: [network], inventory, node })) },
    {
      name: `re-plan ${size}`,
      run: () => noOperations(right(plan({ networks: [network], inventory, node, observed }))),
    },
    ...(size > 1000 ? [] : [{ name: `naive ${size}`, run: () => naivePlan(network, inventory, node) }]),
  ];
}

function noOperations<P extends { readonly operations: readonly unknown[] }>(plan: P): P {
  if (plan.operations.length > 0) throw new Error('a re-plan of the desired state has operations');
  return plan;
}
