import { connect } from 'node:net';

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
