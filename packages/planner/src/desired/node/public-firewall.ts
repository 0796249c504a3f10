import type { NodeConfig } from '../../document/node-config/document.js';
import type { NftTable } from '../../kind/nft-table.js';
import { nodeNames } from '../../mark/names.js';
import { admission } from './admission.js';
import { nodeTable } from './table.js';

/**
 * Returns the firewall of the namespace that others dial. It lets in nothing new but what `admission` says, and
 * forwards nothing.
 */
export function publicFirewall(firewall: NodeConfig['firewall']): NftTable {
  return nodeTable(
    nodeNames.netns.public,
    [
      { name: 'input', policy: 'drop', rules: admission(firewall) },
      { name: 'forward', policy: 'drop', rules: [] },
    ],
    'firewall of the public addresses',
  );
}
