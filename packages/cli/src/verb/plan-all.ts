import { json } from '@networkd/executor-dryrun';
import { nodesOf, type PlanError, planAll } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { type Loaded, loadDocuments } from '../document/documents.js';
import { leftBy } from '../document/earlier.js';
import { type Observations, observationsIn } from '../document/observations.js';
import { Failure, type Finding, failure, findingsOf } from '../error/failure.js';
import { changesExit, type PlanOptions } from '../option/plan-options.js';
import { isFolder, output } from '../terminal/io.js';
import { progress } from '../terminal/progress.js';

/**
 * Plans every node of the networks, and every node that has something of theirs and is in them no more. A node that
 * cannot be planned does not hold up the others, but nothing is then written to a file, and the exit status is 1.
 */
export async function planEveryNode(options: PlanOptions): Promise<void> {
  const { format, observed: folder, from, output: file } = options;
  if (format !== undefined && format !== 'json') {
    throw failure('bad-arguments', '--format', `--all prints JSON lines, not ${format}; leave -f out`);
  }
  if (folder !== undefined && !isFolder(folder)) {
    throw failure('bad-arguments', folder, 'this is no folder; with --all give a folder of NODE.json files');
  }
  const loaded = loadDocuments(options);
  let changes = false;

  function* lines(): Generator<string> {
    const findings: Finding[] = [];
    const observations = from ? leftBy(from, loaded, findings) : observationsIn(folder, findings);
    const nodes = nodesToPlan(loaded, observations);
    // Not where the output itself goes to the terminal.
    const toTerminal = process.stdout.isTTY && file === undefined;
    const shown = progress((done) => `planned ${done} of ${nodes.length} nodes`, !toTerminal);
    const { networks, inventory } = loaded;
    for (const result of planAll({ networks, inventory, observed: observations.read, nodes })) {
      shown.step();
      if (E.isLeft(result)) {
        const fileOf = (error: PlanError) =>
          error.document === 'observed' ? observations.file() : loaded.fileOf(error);
        for (const finding of findingsOf(result.left, fileOf)) findings.push(finding);
      } else if (!observations.failed()) {
        changes ||= result.right.operations.length > 0;
        yield json(result.right);
      }
    }
    shown.end();
    if (findings.length > 0) throw new Failure(findings);
  }

  await output(file, lines());
  if (options.detailedExitcode && changes) process.exitCode = changesExit;
}

/** Returns the nodes of the networks, then those that are in them no more and still have something of theirs. */
function nodesToPlan({ networks }: Loaded, { nodesBeside, read }: Observations): readonly string[] {
  const nodes = nodesOf(networks);
  const ids = new Set<string>(networks.map(({ id }) => id));
  const left = nodesBeside(nodes).filter((node) => read(node)?.resources.some(({ owner }) => ids.has(owner)));
  return [...nodes, ...left];
}
