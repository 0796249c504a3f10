import { connect } from 'node:net';
import { until } from '../../../until.js';
import { processOf } from '../../wireguard-found.js';

/** Where userspace implementations listen to wg(8), each device by its name, in whatever namespace it is. */
const sockets = '/var/run/wireguard';

/** Does the process of a device listen to wg(8)? */
export function answers(device: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(`${sockets}/${device}.sock`);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/**
 * Waits until the process that we have started for a device listens to wg(8); not at all where we have started no such process.
 * Who asks wg(8) sooner ends the device: it takes away a socket that nobody listens to yet, and the process ends with its socket.
 */
export async function awaitSocket(device: string): Promise<void> {
  await until(async () => (await answers(device)) || processOf(device) === undefined);
}
