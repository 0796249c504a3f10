import { nodeOwner, udhcpcFacts } from '@networkd/planner';
import { isInNamespace, processOf } from '../../find.js';
import type { Known, Program } from '../../program.js';
import { check } from './check.js';
import { linkOfPidFile } from './files.js';

const known: Known = { by: 'pid file', option: '-p', file: udhcpcFacts.file, linkOf: linkOfPidFile };

/** The client as it is started, and what else is to be known of it. */
export const udhcpc: Program = {
  ...udhcpcFacts,
  role: {
    kind: 'serves',
    resource: (link, isAttached) => ({
      kind: 'DhcpClient',
      owner: nodeOwner,
      ...link,
      ...(isAttached ? {} : { detached: true }),
    }),
    indexFile: udhcpcFacts.indexFile,
    onCarrier: 'SIGUSR1',
    subject: 'dhcp-client',
  },
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
