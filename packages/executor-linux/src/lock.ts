import { connect, createServer, type Socket } from 'node:net';
import { codeOf, refused } from './error.js';

/**
 * An address without a file (unix(7), abstract), so one for each network namespace: a node. The kernel takes it back
 * when its holder ends, however that is, so a dead holder never blocks.
 */
const address = '\0networkd';

type Release = () => Promise<void>;

/** Does the work while nobody else does any on this node. Waits `timeout` seconds for another's to end. */
export async function withLock<A>(timeout: number, work: () => Promise<A>): Promise<A> {
  const release = await acquire(performance.now() + timeout * 1000);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(deadline: number): Promise<Release> {
  for (;;) {
    const release = await listen();
    if (release !== undefined) return release;
    const holder = await holderUntil(deadline);
    if (performance.now() < deadline) continue;
    const who = holder === '' ? '' : ` (process ${holder})`;
    throw refused(`another apply is at work on this node${who}: wait for it, or give --lock-timeout SECONDS`);
  }
}

/** Takes the address, tells whoever asks which process has it, and keeps them until it is free again. */
function listen(): Promise<Release | undefined> {
  const waiting = new Set<Socket>();
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => {}).on('close', () => waiting.delete(socket));
    socket.write(`${process.pid}\n`);
  });
  const release = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of waiting) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    server.on('error', (error) => (codeOf(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(release));
  });
}

/** How long the holder has to say who it is, in milliseconds, where there is no time to wait for it. */
const courtesy = 50;

/** Waits until the holder lets go or the time is over; says which process it is, as far as that is known. */
function holderUntil(deadline: number): Promise<string> {
  return new Promise((resolve) => {
    let holder = '';
    const socket = connect(address);
    const timer = setTimeout(() => socket.destroy(), Math.max(courtesy, deadline - performance.now()));
    socket
      .on('data', (piece) => {
        holder += piece.toString().trim();
      })
      .on('error', () => {})
      .on('close', () => {
        clearTimeout(timer);
        resolve(holder);
      });
  });
}
