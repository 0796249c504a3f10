import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The documents of the first example, and a node of its network to plan: what every way of loading must agree on. */
export function firstExample(): { networkText: string; inventoryText: string; node: string } {
  const [first] = readdirSync(`${root}/examples`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const read = (file: string): string => readFileSync(`${root}/examples/${first}/${file}`, 'utf8');
  const networkText = read('tenant-network.json');
  return {
    networkText,
    inventoryText: read('inventory.json'),
    node: JSON.parse(networkText).resources[0].node,
  };
}

/**
 * The plan of that example as JSON: a script, so that a Node process and a bare realm can both run it. It expects
 * `planner`, `networkText`, `inventoryText` and `node`, and throws the errors of a failure.
 */
export const planScript = `(() => {
  const right = (either) => {
    if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
    return either.right;
  };
  const networks = [right(planner.parseTenantNetwork(JSON.parse(networkText)))];
  const inventory = right(planner.parseInventory(JSON.parse(inventoryText)));
  return JSON.stringify(right(planner.plan({ networks, inventory, node })));
})()`;
