/** Programs for Node that serve and dial TCP, as arguments after its path. */

/** Serves endpoints, `ADDRESS:PORT` or `[ADDRESS]:PORT`: tells those who dial who they are. Says `listening`. */
export function serving(endpoints: readonly string[]): readonly string[] {
  const script = `
    const net = require('node:net');
    const server = (endpoint) => new Promise((resolve) => {
      const [, host, port] = /^\\[?(.*?)\\]?:(\\d+)$/.exec(endpoint);
      net.createServer((socket) => socket.on('error', () => {}).end(socket.remoteAddress)).listen({ host, port }, resolve);
    });
    Promise.all(process.argv.slice(1).map(server)).then(() => console.log('listening'));`;
  return ['-e', script, ...endpoints];
}

/** Dials, and prints what the other side says before it hangs up; fails if none is there within the time given. */
export function dialling(host: string, port: number, forMs: number): readonly string[] {
  const script = `
    const socket = require('node:net').connect({ host: '${host}', port: ${port} });
    socket.pipe(process.stdout);
    socket.on('error', () => process.exit(1));
    setTimeout(() => process.exit(1), ${forMs}).unref();`;
  return ['-e', script];
}
