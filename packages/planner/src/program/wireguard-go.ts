import type { ProgramFacts, ServedLink } from './program.js';
import { runFolder } from './run-folder.js';

/** Where userspace implementations listen to wg(8), each device by its name, in whatever namespace it is. */
const sockets = '/var/run/wireguard';

/** Returns the socket on which the process of a device listens to wg(8). */
export function wireguardSocket({ device }: ServedLink): string {
  return `${sockets}/${device}.sock`;
}

/** Returns the file that the process of a device writes to: by it we know the process, and so the device, as ours. */
function logFile({ device }: ServedLink): string {
  return `${runFolder}/${device}.log`;
}

/** Says whether a link of that name may be one that such a process makes. */
export function isOfWireguardGo(device: string): boolean {
  return /^w-[0-9A-Za-z]{1,13}$/.test(device);
}

/**
 * WireGuard where the kernel has none: a process for each device, started in the namespace where its UDP socket is to be.
 * Who asks wg(8) before it listens ends the device: wg takes away a socket that nobody listens to yet, and the process ends
 * with its socket. It reads no file, and says nothing that is of use once it has ended.
 */
export const wireguardGoFacts: ProgramFacts = {
  executable: 'wireguard-go',
  /** As for wg-quick(8). */
  variable: 'WG_QUICK_USERSPACE_IMPLEMENTATION',
  words: ({ device }) => ['-f', device],
  environment: () => [],
  scripts: {},
  folder: runFolder,
  files: (link) => ({ log: logFile(link), given: {}, made: [] }),
  file: logFile,
};
