import type { Update } from '../change/change.js';
import { endpointSatisfies } from '../state/satisfies.js';
import { setKey, setPeer, setValue } from './create.js';
import { updateLink } from './link.js';
import { updateNic } from './nic.js';
import type { Operation } from './operation.js';
import { updatePort } from './port.js';
import { whyOf } from './why.js';

/** What changes the resource in place. */
export function updateOperations(change: Update): readonly Operation[] {
  const { before, after } = change;
  const why = whyOf(change);
  switch (after.kind) {
    case 'Link':
      return before.kind === 'Link' ? updateLink(before, after, why) : [];
    case 'LinkMaster':
      return before.kind === 'LinkMaster' ? updatePort(before, after, why) : [];
    case 'FreeNic':
      return before.kind === 'FreeNic' ? updateNic(before, after, why) : [];
    case 'WireGuardDevice':
      return [{ ...setKey(after, why), disruptive: true }];
    case 'Peer': {
      const settled = before.kind === 'Peer' && endpointSatisfies(before, after);
      return [setPeer(after, settled ? undefined : after.endpoint, why.reason, why.change)];
    }
    default:
      return setValue(after, why);
  }
}
