import { nodesOf, type Plan, type PlanErrors, plan, planAll } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { type Loaded, loadDocuments } from './documents.js';
import { Failure, type Finding, failure, findingsOf } from './failure.js';
import { isFolder, output } from './io.js';
import { type Observations, observationsIn } from './observations.js';
import { changesExit, type PlanOptions } from './plan-options.js';
import { progress } from './progress.js';

/**
 * Plans every node of the networks, and every node that has something of theirs and is in them no more. A node that
 * cannot be planned does not hold up the others, but nothing is then written to a file, and the exit status is 1.
 */
export async function planEveryNode(options: PlanOptions): Promise<void> {
  const { format, observed: folder, output: file } = options;
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
    const observations = observationsIn(folder, findings);
    const shown = progress(nodesOf(loaded.networks).length, file !== undefined);
    for (const result of plans(loaded, observations)) {
      shown.step();
      if (E.isLeft(result)) {
        findings.push(
          ...findingsOf(result.left, (error) =>
            error.document === 'observed' ? observations.file() : loaded.fileOf(error),
          ),
        );
      } else if (!observations.failed()) {
        changes ||= result.right.operations.length > 0;
        yield `${JSON.stringify(result.right)}\n`;
      }
    }
    shown.end();
    if (findings.length > 0) throw new Failure(findings);
  }

  await output(file, lines());
  if (options.detailedExitcode && changes) process.exitCode = changesExit;
}

function* plans(
  { networks, inventory }: Loaded,
  observations: Observations,
): Generator<E.Either<PlanErrors, Plan>> {
  yield* planAll({ networks, inventory, observed: observations.read });
  const ids = new Set<string>(networks.map(({ id }) => id));
  for (const node of observations.nodesBeside(nodesOf(networks))) {
    const observed = observations.read(node);
    if (observed?.resources.some(({ network }) => ids.has(network))) {
      yield plan({ networks, inventory, node, observed });
    }
  }
}
