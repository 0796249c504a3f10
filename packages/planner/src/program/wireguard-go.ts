import type { MakingFacts, ServedLink } from './program.js';
import { runFolder } from './run-folder.js';

/** Where userspace implementations listen to wg(8), each device by its name, in any namespace. */
const sockets = '/var/run/wireguard';

/** Returns the socket on which the process of a device listens to wg(8). */
function socketOf({ device }: ServedLink): string {
  return `${sockets}/${device}.sock`;
}

/** Returns the file that the process of a device writes to. By it we know the process, and so the device, as ours. */
function logFile({ device }: ServedLink): string {
  return `${runFolder}/${device}.log`;
}

/**
 * Returns the link whose log has this name. Only our devices have such names, and to look for processes takes
 * longer.
 */
function linkOfLog(name: string): ServedLink | undefined {
  const device = /^(w-[0-9A-Za-z]{1,13})\.log$/.exec(name)?.[1];
  return device === undefined ? undefined : { device };
}

/**
 * WireGuard where the kernel has none: a process for each device, started in the namespace where its UDP socket is to be.
 * Who asks wg(8) before it listens ends the device: wg takes away a socket that nobody listens to yet, and the process ends
 * with its socket. It reads no file, and says nothing that is of use once it has ended.
 */
export const wireguardGoFacts: MakingFacts = {
  role: 'makes',
  type: 'wireguard',
  executable: 'wireguard-go',
  /** As for wg-quick(8). */
  variable: 'WG_QUICK_USERSPACE_IMPLEMENTATION',
  words: ({ device }) => ['-f', device],
  environment: () => [],
  scripts: {},
  folder: runFolder,
  files: (link) => ({ log: logFile(link), given: {}, made: [] }),
  file: logFile,
  linkOf: linkOfLog,
  socket: socketOf,
};
