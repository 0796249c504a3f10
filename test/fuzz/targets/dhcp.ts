import { linkOfPidFile } from '../../../packages/executor-linux/src/process/programs/udhcpc/files.js';
import { leaseIn } from '../../../packages/executor-linux/src/process/programs/udhcpc/lease.js';

/** What the script of the DHCP client wrote of its environment, and the names of its files. */
export function fuzz(data: Buffer): void {
  leaseIn(data.toString());
  linkOfPidFile(data.toString());
}
