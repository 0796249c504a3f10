/**
 * A port scanner. Takes a `ScanRequest` on standard input, and prints the `Answer`s as JSON. Fails where it cannot even
 * ask: a scan from where there is no route finds nothing, and means nothing.
 */
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { connect, isIPv6 } from 'node:net';
import type { Answer, ScanRequest, Verdict } from './scanner.js';

const request: ScanRequest = JSON.parse(readFileSync(0, 'utf8'));

/**
 * Returns nothing where nobody answered in time: after the time is over what has come by then is read first
 * (`setImmediate`), since on a loaded machine an answer may wait for longer than that to be looked at.
 */
type Probe = (address: string, port: number) => Promise<Verdict | undefined>;

const tcp: Probe = (address, port) =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    const settle = (verdict?: Verdict) => {
      socket.destroy();
      resolve(verdict);
    };
    socket.setTimeout(request.patienceMs, () => setImmediate(settle));
    socket.on('connect', () => settle('open'));
    socket.on('error', (error) => {
      const verdict = verdictOf(error);
      if (verdict === undefined) reject(error);
      else settle(verdict);
    });
  });

const udp: Probe = (address, port) =>
  new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    const late = setTimeout(() => setImmediate(settle), request.patienceMs);
    let isSettled = false;
    const settle = (verdict?: Verdict) => {
      if (isSettled) return; // an answer was read after the time was over
      isSettled = true;
      clearTimeout(late);
      socket
        .removeAllListeners('error')
        .on('error', () => {})
        .close();
      resolve(verdict);
    };
    const refused = (error: Error) => {
      const verdict = verdictOf(error);
      if (verdict === undefined) reject(error);
      else settle(verdict);
    };
    socket.on('error', refused);
    socket.on('message', () => settle('open'));
    socket.on('connect', () => socket.send('?', (error) => error && refused(error)));
    socket.connect(port, address);
  });

/** Returns what others said. Returns nothing where the error is our own. */
function verdictOf(error: Error): Verdict | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return 'closed';
  return code === 'EHOSTUNREACH' || code === 'EACCES' ? 'unreachable' : undefined;
}

const probes = { tcp, udp };
const waiting = request.addresses.flatMap((address) =>
  (['tcp', 'udp'] as const).flatMap((protocol) =>
    request[protocol].map((port) => ({ address, protocol, port })),
  ),
);
const answers: Answer[] = [];

const worker = async () => {
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const verdict = await probes[next.protocol](next.address, next.port);
    if (verdict !== undefined) answers.push({ ...next, verdict });
  }
};

await Promise.all(Array.from({ length: request.atOnce }, worker));
process.stdout.write(JSON.stringify(answers));
