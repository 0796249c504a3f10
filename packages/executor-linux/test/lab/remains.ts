import { type Census, censusOf } from './census.js';
import type { RunningMachine } from './machine.js';

/** All that a boot may leave on a machine. */
export interface Remains extends Census {
  /** Tables of nftables in its host's namespace. */
  readonly tables: readonly string[];
  /** Files of DHCP clients and probes. */
  readonly files: readonly string[];
}

export async function remainsOf(machine: RunningMachine): Promise<Remains> {
  const lines = async (...argv: readonly string[]) =>
    (await machine.run(argv)).stdout.split('\n').filter(Boolean).toSorted();
  const tables = await lines('nft', 'list', 'tables');
  const files = await lines('find', '/run/networkd', '-type', 'f');
  return { ...censusOf(machine), tables, files };
}
