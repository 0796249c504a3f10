import { programs } from '@networkd/planner';
import { leaseIn } from '../../../packages/executor-linux/src/dhcp/lease.js';

/** What the script of the DHCP client wrote of its environment, and the names of its files. */
export function fuzz(data: Buffer): void {
  leaseIn(data.toString());
  programs.udhcpc.linkOf(data.toString());
}
