import { connect } from 'node:net';
import { wireguardSocket } from '@networkd/planner';

/** Does the process of a device listen to wg(8)? */
export function answers(device: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(wireguardSocket({ device }));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
