import { json, shell, text } from '@networkd/executor-dryrun';
import { emptyState, type NodeState, type Plan, parseNodeId, plan } from '@networkd/planner';
import { type Command, Option } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { loadDocuments, loadObserved, succeed } from './documents.js';
import { failure } from './failure.js';
import { isFolder, output } from './io.js';
import { inventoryOption, networkOption, once, outputOption, verb } from './options.js';
import { planEveryNode } from './plan-all.js';
import { changesExit, type PlanOptions } from './plan-options.js';
import { hasColor, widthOf } from './style.js';

export function planCommand(): Command {
  return verb('plan', 'print the operations that would bring a node to its networks; change nothing', [
    'tn plan -t network.json -i inventory.json -n a',
    'tn plan -t network.json -i inventory.json -n a --observed observed.json -f shell',
    'tn plan -t network.json -i inventory.json --all -o plans.ndjson',
  ])
    .addOption(networkOption())
    .addOption(inventoryOption())
    .addOption(once('-n, --node <NODE>', 'the node to plan').conflicts('all'))
    .option('--all', 'every node: one plan/1 a line, as JSON')
    .addOption(
      once(
        '--observed <PATH>',
        'what is on the node (observed/1), nothing by default; with --all a folder of NODE.json files',
      ),
    )
    .addOption(new Option('-f, --format <FORMAT>', 'text by default').choices(['text', 'json', 'shell']))
    .addOption(outputOption())
    .option('--detailed-exitcode', 'exit 2 where there is something to do, 0 where there is not')
    .action(planNodes);
}

async function planNodes(options: PlanOptions): Promise<void> {
  if (options.all) return planEveryNode(options);
  if (options.node === undefined) {
    throw failure('bad-arguments', 'plan', 'no node is named; give -n NODE, or --all for every node');
  }
  const planned = planOne(options, options.node);
  await output(options.output, [render(planned, options)]);
  if (options.detailedExitcode && planned.operations.length > 0) process.exitCode = changesExit;
}

function planOne(options: PlanOptions, name: string): Plan {
  const { networks, inventory, fileOf } = loadDocuments(options);
  const node = parseNodeId(name);
  if (E.isLeft(node)) throw failure('bad-arguments', '--node', `${name} is no node's id; give the id of one`);
  const observed = options.observed === undefined ? emptyState(node.right) : observedState(options.observed);
  return succeed(plan({ networks, inventory, node: node.right, observed }), (error) =>
    error.document === 'observed' ? (options.observed ?? '--observed') : fileOf(error),
  );
}

function observedState(file: string): NodeState {
  if (isFolder(file)) {
    throw failure('bad-arguments', file, 'it is a folder, which goes with --all; with -n give a file');
  }
  return loadObserved(file);
}

function render(planned: Plan, { format = 'text', output: file }: PlanOptions): string {
  switch (format) {
    case 'text': {
      const toTerminal = file === undefined;
      return text(planned, {
        color: toTerminal && hasColor(process.stdout),
        width: toTerminal ? widthOf(process.stdout) : 80,
      });
    }
    case 'json':
      return json(planned);
    case 'shell':
      return shell(planned);
    default:
      return format satisfies never;
  }
}
