import type { Family } from '../underlay/description.js';
import type { InventoryDocument } from '../underlay/inventory.js';
import type { RunningMachine } from './machine.js';
import { until } from './until.js';

type Entry = InventoryDocument['nodes'][number];

/** A node's entry of the inventory, kept as the node is. */
export interface KeptEntry {
  readonly read: () => Promise<Entry>;
  /** Waits until the first NIC has an address that begins so. */
  readonly says: (address: string, seconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const [farmer, kept] = ['farmer.json', 'entry.json'];

/**
 * Lets a node that has booted keep its entry with `tn inventory --watch`, as its operator would. The farmer puts into
 * it in which families the Internet reaches the node.
 */
export async function keepEntry(
  machine: RunningMachine,
  inbound: readonly Family[] = [],
): Promise<KeptEntry> {
  const asked = ['inventory', '-n', machine.name];
  const { nodes, ...rest }: InventoryDocument = JSON.parse((await machine.tn(asked)).stdout);
  machine.write(farmer, JSON.stringify({ ...rest, nodes: nodes.map((each) => ({ ...each, inbound })) }));
  const watch = machine.startTn([...asked, '-i', farmer, '-o', kept, '--watch', '--interval', '1']);
  const entries = async (): Promise<InventoryDocument['nodes']> => {
    const { status, stdout } = await machine.run(['cat', kept]);
    return status === 0 ? JSON.parse(stdout).nodes : [];
  };
  await until(async () => (await entries()).length > 0);
  return {
    read: async () => {
      const [entry] = await entries();
      if (entry === undefined) throw new Error(`${machine.name} has no entry`);
      return entry;
    },
    says: (address, seconds) =>
      until(async () => {
        const [nic] = (await entries())[0]?.interfaces ?? [];
        return nic?.addresses.some((each) => each.startsWith(address)) ?? false;
      }, seconds),
    stop: async () => {
      await watch.kill();
      const { status, stderr } = await watch.done;
      if (status !== 0) throw new Error(`tn inventory --watch ended with status ${status}:\n${stderr}`);
    },
  };
}
