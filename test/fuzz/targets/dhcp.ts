import { leaseIn } from '../../../packages/executor-linux/src/node/lease.js';
import { placeOfPidFile } from '../../../packages/executor-linux/src/process/udhcpc-files.js';

/** What the script of the DHCP client wrote of its environment, and the names of its files. */
export function fuzz(data: Buffer): void {
  leaseIn(data.toString());
  placeOfPidFile(data.toString());
}
