import { nodeOwner } from '@networkd/planner';
import { isInNamespace, processOf } from '../../find.js';
import type { Known, Program } from '../../program.js';
import { check } from './check.js';
import { indexFile, leaseFile, linkOfPidFile, logFile, newFile, pidFile, udhcpcFolder } from './files.js';
import { asked } from './request.js';
import { scriptIn } from './script-file.js';

/** Tries of a round, seconds between them, and seconds between rounds: for ever. */
const rounds = ['-t', '4', '-T', '2', '-A', '5'];

const known: Known = { by: 'pid file', option: '-p', file: pidFile, linkOf: linkOfPidFile };

/**
 * Debian's DHCP client, one for a link. It asks until it gets a lease, keeps that, and gives it back when it is stopped, which
 * takes its address and routes from the link. Of one that was killed these stay, and its files say what they are.
 */
export const udhcpc: Program = {
  executable: 'udhcpc',
  words: (link, state) => [
    ...['-f', '-R', '-i', link.device, '-p', pidFile(link)],
    ...rounds,
    ...asked,
    ...['-s', scriptIn(state)],
  ],
  environment: (link) => [`NETWORKD_LEASE=${leaseFile(link)}`],
  role: {
    kind: 'serves',
    start: 'DhcpClientStart',
    stop: 'DhcpClientStop',
    resource: (link, isAttached) => ({
      kind: 'DhcpClient',
      owner: nodeOwner,
      ...link,
      ...(isAttached ? {} : { detached: true }),
    }),
    indexFile,
    onCarrier: 'SIGUSR1',
    subject: 'dhcp-client',
  },
  folder: udhcpcFolder,
  files: (link) => ({
    log: logFile(link),
    given: { [newFile(link)]: '' },
    made: [leaseFile(link), `${leaseFile(link)}.tmp`],
  }),
  known,
  isReady: (link) => {
    const pid = processOf({ known }, link);
    return pid !== undefined && isInNamespace(pid, link.netns);
  },
  whenEnded: 'keep',
  missing: 'udhcpc cannot be started: install it',
  complaint: (said) => (said.trim() === '' ? 'it did not start' : said.trim()),
  check,
};
