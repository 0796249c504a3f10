import { portsIn, userspaceDevicesIn } from '../../../packages/executor-linux/src/observe/file/socket.js';
import { dumpIn } from '../../../packages/executor-linux/src/observe/wg/dump.js';

/** What `wg show DEVICE dump` printed, and the kernel's lists of sockets. */
export function fuzz(data: Buffer): void {
  const text = data.toString();
  dumpIn(text, 1_800_000_000);
  portsIn(text.split('\n'));
  userspaceDevicesIn(text.split('\n'));
}
