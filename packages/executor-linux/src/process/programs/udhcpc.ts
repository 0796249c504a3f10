import { type NodeConfig, programs } from '@networkd/planner';
import type { Run } from '../../command/run.js';
import { type Check, checkOf, firstLine } from '../../health/check.js';
import type { Server } from '../program.js';

/** Debian's DHCP client, as it is started, and what else is to be known of it. */
export const udhcpc: Server = {
  ...programs.udhcpc,
  onCarrier: 'SIGUSR1',
  whenEnded: 'keep',
  missing: 'udhcpc cannot be started: install it',
  complaint: (said) => (said.trim() === '' ? 'it did not start' : said.trim()),
  check,
};

/** Looks for udhcpc. Every uplink without static addresses needs it. */
async function check(run: Run, config: NodeConfig | undefined): Promise<Check> {
  const outcome = await run({ argv: ['sh', '-c', 'command -v udhcpc'] });
  const isWanted = config !== undefined;
  if (outcome.status === 0) return checkOf('udhcpc', true, firstLine(outcome), '');
  const found = isWanted ? 'it is not installed' : 'not installed; only the node’s own network needs it';
  return checkOf('udhcpc', !isWanted, found, 'install it; on Debian: apt-get install udhcpc');
}
