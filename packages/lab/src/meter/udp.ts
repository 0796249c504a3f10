/** Programs for Node that send and take UDP, as arguments after its path. */

/**
 * Answers what comes to a port, at once with `early` and after a pause with `late`. Says `listening`, and who asked:
 * `asked by ADDRESS PORT`.
 */
export function answering(family: 4 | 6, port: number, pauseMs: number): readonly string[] {
  const script = `
    const socket = require('node:dgram').createSocket('udp${family}');
    socket.on('message', (_, { address, port }) => {
      console.log('asked by', address, port);
      socket.send('early', port, address);
      setTimeout(() => socket.send('late', port, address), ${pauseMs});
    });
    socket.bind(${port}, () => console.log('listening'));`;
  return ['-e', script];
}

/** Asks somebody from a port, and says `got TEXT` of what comes in the time given. */
export function asking(
  family: 4 | 6,
  port: number,
  to: string,
  toPort: number,
  forMs: number,
): readonly string[] {
  const script = `
    const socket = require('node:dgram').createSocket('udp${family}');
    socket.on('message', (text) => console.log('got ' + text));
    socket.bind(${port}, () => socket.send('?', ${toPort}, '${to}'));
    setTimeout(() => process.exit(), ${forMs});`;
  return ['-e', script];
}
