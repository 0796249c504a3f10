import { join } from 'node:path';
import { userspaceImplementation as executable } from '../../../command/run.js';
import { runFolder } from '../../../memory/run-folder.js';
import type { Program, ServedLink } from '../../program.js';
import { check } from './check.js';
import { answers } from './socket.js';

/** The file that the process of a device writes to: by it we know the process, and so the device, as ours. */
function logFile({ device }: ServedLink): string {
  return join(runFolder, `${device}.log`);
}

function deviceOf(name: string): ServedLink | undefined {
  const device = /^(w-[0-9A-Za-z]{1,13})\.log$/.exec(name)?.[1];
  return device === undefined ? undefined : { device };
}

/** A process of wireguard-go watches its socket by inotify(7), of which there are so many instances and no more. */
function remedyFor(said: string): string {
  return said.includes('too many open files')
    ? 'Each such device takes an inotify instance; allow more of them: sysctl -w fs.inotify.max_user_instances=8192'
    : '';
}

/**
 * WireGuard where the kernel has none: a process for each device, started in the namespace where its UDP socket is to be.
 * Who asks wg(8) before it listens ends the device: wg takes away a socket that nobody listens to yet, and the process ends
 * with its socket. It reads no file, and says nothing that is of use once it has ended.
 */
export const wireguardGo: Program = {
  executable,
  words: ({ device }) => ['-f', device],
  environment: () => [],
  role: { kind: 'makes', type: 'wireguard' },
  folder: runFolder,
  files: (link) => ({ log: logFile(link), given: {}, made: [] }),
  known: { by: 'output', file: logFile, linkOf: deviceOf },
  isReady: ({ device }) => answers(device),
  whenEnded: 'remove',
  missing: `${executable} cannot be started: install it, or a kernel with WireGuard`,
  complaint: (said) => `no answer from ${executable}:\n${said}${remedyFor(said)}`,
  check,
};
