import type { NodeConfig } from '@networkd/planner';
import type { Run } from '../../../command/run.js';
import { type Check, checkOf, firstLine } from '../../../health/check.js';

/** Debian's DHCP client, which every uplink without static addresses needs. */
export async function check(run: Run, config: NodeConfig | undefined): Promise<Check> {
  const outcome = await run({ argv: ['sh', '-c', 'command -v udhcpc'] });
  const isWanted = config !== undefined;
  if (outcome.status === 0) return checkOf('udhcpc', true, firstLine(outcome), '');
  const found = isWanted ? 'it is not installed' : 'not installed; only the node’s own network needs it';
  return checkOf('udhcpc', !isWanted, found, 'install it; on Debian: apt-get install udhcpc');
}
