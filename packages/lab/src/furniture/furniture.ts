import { bridges } from './bridges.js';
import { docker, firewalld, ownTables, ufw } from './firewalls.js';
import { networkManager, systemdNetworkd } from './managers.js';
import { nicInUse } from './nic-in-use.js';
import type { Piece } from './piece.js';
import { tables } from './tables.js';
import { tuned } from './tuned.js';

/** All that others have on a machine that is in use. */
const furniture: readonly Piece[] = [
  nicInUse,
  tables,
  tuned,
  docker,
  ufw,
  firewalld,
  ownTables,
  bridges,
  systemdNetworkd,
  networkManager,
];

/**
 * Returns the script for sh(1), as root in a machine's host, that puts the pieces there, in their order. Addresses are
 * not put on trial.
 */
export function furnishing(pieces: readonly Piece[] = furniture): string {
  const quiet = 'sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0';
  return ['set -eu', quiet, ...pieces.map(({ name, script }) => `# ${name}\n${script.trim()}`), ''].join(
    '\n',
  );
}

/** The programs that the furniture is made with, beside those of the observer. */
export const furnishers = ['ip', 'bridge', 'tc', 'nft', 'sysctl', 'iptables-nft-restore', 'unshare', 'pgrep'];
