import { tablesIn } from '../../../packages/executor-linux/src/observe/nft/table.js';

/** What `nft list ruleset` printed. */
export function fuzz(data: Buffer): void {
  tablesIn(data.toString());
}
