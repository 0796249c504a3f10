import { tablesIn } from '../../../packages/executor-linux/src/observe/table.js';

/** What `nft list ruleset` printed. */
export function fuzz(data: Buffer): void {
  tablesIn(data.toString());
}
