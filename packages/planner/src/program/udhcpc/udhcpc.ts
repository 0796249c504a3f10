import type { ServingFacts } from '../program.js';
import { linkOfPidFile } from '../serving-files.js';
import { indexFile, leaseFile, logFile, newFile, pidFile, udhcpcFolder } from './files.js';
import { udhcpcScript } from './script.js';

/** What a server is asked for beside what udhcpc asks for anyway: classless routes (RFC 3442), and the MTU. */
export const dhcpOptions = ['-O', 'staticroutes', '-O', 'mtu'] as const;

/** Tries of a round, seconds between them, and seconds between rounds: for ever. */
const rounds = ['-t', '4', '-T', '2', '-A', '5'];

/** udhcpc's script, in the state folder. */
export const dhcpScript = { state: 'udhcpc.sh' } as const;

/**
 * Debian's DHCP client, one for a link. It asks until it gets a lease, keeps that, and gives it back when it is stopped, which
 * takes its address and routes from the link. Of one that was killed these stay, and its files say what they are.
 */
export const udhcpcFacts: ServingFacts<'DhcpClient'> = {
  role: 'serves',
  kind: 'DhcpClient',
  title: 'dhcp client',
  executable: 'udhcpc',
  option: '-p',
  words: (link) => [
    ...['-f', '-R', '-i', link.device, '-p', pidFile(link)],
    ...rounds,
    ...dhcpOptions,
    ...['-s', dhcpScript],
  ],
  environment: (link) => [`NETWORKD_LEASE=${leaseFile(link)}`],
  scripts: { [dhcpScript.state]: udhcpcScript },
  folder: udhcpcFolder,
  files: (link) => ({
    log: logFile(link),
    given: { [newFile(link)]: '' },
    made: [leaseFile(link), `${leaseFile(link)}.tmp`],
  }),
  file: pidFile,
  linkOf: linkOfPidFile,
  indexFile,
};
