import { noticeIn } from '../../../packages/executor-linux/src/node/monitor-line.js';

/** A line of `ip -oneline monitor`. */
export function fuzz(data: Buffer): void {
  noticeIn(data.toString());
}
