import { isOfWireguardGo, type ServedLink, wireguardGoFacts } from '@networkd/planner';
import { userspaceImplementation as executable } from '../../../command/run.js';
import type { Program } from '../../program.js';
import { check } from './check.js';
import { answers } from './socket.js';

function deviceOf(name: string): ServedLink | undefined {
  const device = /^(.+)\.log$/.exec(name)?.[1];
  return device !== undefined && isOfWireguardGo(device) ? { device } : undefined;
}

/** A process of wireguard-go watches its socket by inotify(7), of which there are so many instances and no more. */
function remedyFor(said: string): string {
  return said.includes('too many open files')
    ? 'Each such device takes an inotify instance; allow more of them: sysctl -w fs.inotify.max_user_instances=8192'
    : '';
}

/** The program as it is started, and what else is to be known of it. */
export const wireguardGo: Program = {
  ...wireguardGoFacts,
  executable,
  role: { kind: 'makes', type: 'wireguard' },
  known: { by: 'output', file: wireguardGoFacts.file, linkOf: deviceOf },
  isReady: ({ device }) => answers(device),
  whenEnded: 'remove',
  missing: `${executable} cannot be started: install it, or a kernel with WireGuard`,
  complaint: (said) => `no answer from ${executable}:\n${said}${remedyFor(said)}`,
  check,
};
