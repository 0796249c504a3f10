import { emptyState, type NodeId, type NodeState, type Plan, plan } from '@networkd/planner';
import { type Command, Option } from 'commander';
import { checkDashes, type Loaded, loadDocuments, loadObserved, succeed } from '../document/documents.js';
import { leftBy } from '../document/earlier.js';
import { Failure, type Finding, failure } from '../error/failure.js';
import { defaultState, type LoadLinux, linuxOptions, nodeNamed } from '../machine.js';
import {
  formatOption,
  inventoryOption,
  networkOption,
  once,
  outputOption,
  several,
  verb,
} from '../option/options.js';
import { changesExit, type PlanOptions } from '../option/plan-options.js';
import { render } from '../render/plan.js';
import { isFolder, output } from '../terminal/io.js';
import { planEveryNode } from './plan-all.js';
import { planHere } from './shared/plan-here.js';

export function planCommand(load: LoadLinux): Command {
  return verb('plan', 'print the operations that would bring a node to its networks; change nothing', [
    'tn plan -t network.json -i inventory.json -n a',
    'tn plan -t network.json -i inventory.json -n a --observed observed.json -f shell',
    'tn plan -t network.json -i inventory.json -n a --from earlier.json',
    'tn plan -t network.json -i inventory.json --all -o plans.ndjson',
    'tn plan -t network.json -i inventory.json -n a --live -f json -o plan.json',
  ])
    .addOption(networkOption())
    .addOption(inventoryOption())
    .addOption(once('-n, --node <NODE>', 'the node to plan').conflicts('all'))
    .option('--all', 'every node: one plan/2 a line, as JSON')
    .addOption(
      once(
        '--observed <PATH>',
        'what is on the node (observed/2), nothing by default; with --all a folder of NODE.json files',
      ),
    )
    .addOption(
      several(
        '--from <FILE>',
        'an earlier version of a network: plan from what that left on the nodes of this inventory',
      ).conflicts(['observed', 'live']),
    )
    .addOption(
      new Option('--live', 'what is on this machine, observed now, in place of --observed').conflicts([
        'observed',
        'all',
      ]),
    )
    .addOption(
      once(
        '--state <DIR>',
        `with --live: where the egress addresses of networks are remembered; ${defaultState} by default`,
      ),
    )
    .addOption(formatOption())
    .addOption(outputOption())
    .option('--detailed-exitcode', 'exit 2 where there is something to do, 0 where there is not')
    .action((options: PlanOptions) => planNodes(load, options));
}

async function planNodes(load: LoadLinux, options: PlanOptions): Promise<void> {
  const { network, inventory, from = [], node, live, state } = options;
  checkDashes([...network, inventory, ...from]);
  if (state !== undefined && !live) {
    throw failure('bad-arguments', '--state', 'it is what this machine remembers; give --live with it');
  }
  if (options.all) return planEveryNode(options);
  if (node === undefined) {
    throw failure('bad-arguments', 'plan', 'no node is named; give -n NODE, or --all for every node');
  }
  const planned = live ? await planLoaded(load, { ...options, node }) : planOne(options, node);
  await output(options.output, [render(planned, options)]);
  if (options.detailedExitcode && planned.operations.length > 0) process.exitCode = changesExit;
}

async function planLoaded(load: LoadLinux, options: PlanOptions & { readonly node: string }): Promise<Plan> {
  const { linux } = await load();
  return planHere(options, linux(linuxOptions(options)));
}

function planOne(options: PlanOptions, name: string): Plan {
  const loaded = loadDocuments(options);
  const { networks, inventory, fileOf } = loaded;
  const node = nodeNamed(name);
  const observed = observedOn(node, options, loaded);
  return succeed(plan({ networks, inventory, node, observed }), (error) =>
    error.document === 'observed' ? (options.observed ?? '--observed') : fileOf(error),
  );
}

function observedOn(node: NodeId, { observed: file, from }: PlanOptions, loaded: Loaded): NodeState {
  if (file !== undefined) return observedState(file);
  if (from === undefined) return emptyState(node);
  const findings: Finding[] = [];
  const state = leftBy(from, loaded, findings).read(node);
  if (state === undefined) throw new Failure(findings);
  return state;
}

function observedState(file: string): NodeState {
  if (isFolder(file)) {
    throw failure('bad-arguments', file, 'it is a folder, which goes with --all; with -n give a file');
  }
  return loadObserved(file);
}
