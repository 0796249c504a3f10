import { join } from 'node:path';
import { type NodeState, parseNodeId } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { Failure, type Finding } from '../error/failure.js';
import { namesIn } from '../terminal/io.js';
import { loadObserved } from './documents.js';

/** A folder with what is on each node, as `NODE.json`, read one at a time. */
export interface Observations {
  /** Returns what is on the node. A node without a file has nothing on it. */
  readonly read: (node: string) => NodeState | undefined;
  /** Returns the file of the node last read. `failed` says whether that had errors. */
  readonly file: () => string;
  readonly failed: () => boolean;
  /** Returns the nodes that have a file and are not among these. */
  readonly nodesBeside: (nodes: readonly string[]) => readonly string[];
}

/** Returns what reads the files of a folder. What is wrong with a file goes into `findings`. */
export function observationsIn(folder: string | undefined, findings: Finding[]): Observations {
  if (folder === undefined) {
    return { read: () => undefined, file: () => '', failed: () => false, nodesBeside: () => [] };
  }
  const names = new Set(namesIn(folder));
  let file = '';
  let failed = false;
  const read = (node: string): NodeState | undefined => {
    file = join(folder, `${node}.json`);
    failed = false;
    if (!names.has(`${node}.json`)) return undefined;
    try {
      return loadObserved(file);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      for (const finding of error.findings) findings.push(finding);
      failed = true;
      return undefined;
    }
  };
  const nodesBeside = (nodes: readonly string[]): readonly string[] => {
    const known = new Set(nodes);
    return [...names].flatMap((name) => {
      const node = parseNodeId(name.endsWith('.json') ? name.slice(0, -'.json'.length) : '');
      return E.isRight(node) && !known.has(node.right) ? [node.right] : [];
    });
  };
  return { read, file: () => file, failed: () => failed, nodesBeside };
}
