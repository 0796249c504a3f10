import type { RunningMachine } from '../machine/machine.js';
import type { Answer } from '../meter/scanner.js';
import { inside } from './places.js';

/** Ports on which something listens that nobody is to reach from outside; one is a WireGuard's, but of TCP. */
const services = { tcp: [22, 80, 7001, 9100], udp: [53, 123, 5353] } as const;

/** Ports to scan: those, some that are well known, and those on which WireGuard has its sockets. */
export const scanned = {
  tcp: [...services.tcp, 21, 23, 25, 53, 111, 443, 2049, 5432, 6443, 7002, 8080, 51820],
  udp: [...services.udp, 67, 68, 161, 500, 546, 547, 5000, 51820, 7001, 7002],
} as const;

/** A program for Node, as arguments after its path: it answers all who dial or ask. Says `listening`. */
const listening = [
  '-e',
  `const [tcp, udp] = process.argv.slice(1).map(JSON.parse);
   const dialled = (port) => new Promise((resolve) => require('node:net')
     .createServer((socket) => socket.on('error', () => {}).end('here')).listen({ host: '::', port }, resolve));
   const asked = (port) => new Promise((resolve) => {
     const socket = require('node:dgram').createSocket('udp6');
     socket.on('error', () => {}).on('message', (_, { address, port }) => socket.send('here', port, address));
     socket.bind(port, '::', resolve);
   });
   Promise.all([...tcp.map(dialled), ...udp.map(asked)]).then(() => console.log('listening'));`,
  JSON.stringify(services.tcp),
  JSON.stringify(services.udp),
];

/** Starts the services on all addresses of a namespace. */
export async function listen(machine: RunningMachine, netns: string): Promise<void> {
  await machine.spawn([process.execPath, ...listening], inside(netns)).said('listening');
}

/** Returns what a scan of addresses finds where nothing keeps it from the services. */
export function found(addresses: readonly string[]): readonly Answer[] {
  return addresses.flatMap((address) =>
    (['tcp', 'udp'] as const).flatMap((protocol) =>
      services[protocol].map((port) => ({ address, protocol, port, verdict: 'open' as const })),
    ),
  );
}
