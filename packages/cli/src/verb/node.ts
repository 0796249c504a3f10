import { planOff, planOwn } from '@networkd/operator';
import { type NodeId, nodeOwner, type Plan } from '@networkd/planner';
import type { Command } from 'commander';
import { loadNodeDocuments, type NodeDocumentOptions } from '../document/node-documents.js';
import { perform } from '../error/perform.js';
import { type Linux, type LoadLinux, linuxOptions, type MachineOptions, nodeNamed } from '../machine.js';
import {
  carryingOut,
  carryingOutRemarks,
  detailedExitcodeOption,
  eventsOption,
  formatOption,
  inventoryOption,
  networkOption,
  nodeConfigOption,
  nodeOption,
  once,
  outputOption,
  publicConfigOption,
  stateOption,
  verb,
  verbOf,
} from '../option/options.js';
import { changesExit } from '../option/plan-options.js';
import { type RenderOptions, render } from '../render/plan.js';
import { output } from '../terminal/io.js';
import { inJsonLines } from '../terminal/json-lines.js';
import { bootTeller } from '../terminal/tell-boot.js';
import { planOwnAfar } from './shared/plan-own-afar.js';
import { type ExecutionOptions, proceed } from './shared/proceed.js';
import { verifyOwners } from './verify.js';

interface NodeOptions extends MachineOptions {
  readonly node: string;
  readonly json?: true;
}

interface NodePlanOptions extends NodeOptions, RenderOptions, NodeDocumentOptions {
  readonly observed?: string;
  readonly detailedExitcode?: true;
}

interface NodeApplyOptions extends NodeOptions, ExecutionOptions, NodeDocumentOptions {}

export function nodeCommand(load: LoadLinux): Command {
  return verbOf('node', "set the node's own network: uplink, public addresses, tenants' way out", [
    planCommand(load),
    applyCommand(load),
    verifyCommand(load),
    removeCommand(load),
  ]);
}

const documentRemarks = [
  'It is brought to what the documents say, on the uplink that tn boot made; without -p there is no public namespace. Networks given with -t are planned along, as one: their WireGuard sockets move where the public namespace comes or goes, with the same key and port.',
];

function planCommand(load: LoadLinux): Command {
  return withDocuments(
    verb(
      'plan',
      'show what tn node apply would do',
      [
        'tn node plan -n a -c node.json -p public.json',
        'tn node plan -n a -i inventory.json --observed observed.json -f shell',
      ],
      documentRemarks,
    ),
  )
    .addOption(once('--observed <FILE>', 'what is on the node (observed/2); its NICs are then those in -i'))
    .addOption(formatOption())
    .addOption(outputOption())
    .addOption(stateOption())
    .addOption(eventsOption())
    .addOption(detailedExitcodeOption())
    .action((options: NodePlanOptions) => inJsonLines(options.json, () => showPlan(load, options)));
}

function applyCommand(load: LoadLinux): Command {
  const command = withDocuments(
    verb(
      'apply',
      "bring the node's own network to what the documents say",
      ['tn node apply -n a -p public.json -t network.json -i inventory.json --yes'],
      [...documentRemarks, ...carryingOutRemarks],
    ),
  );
  return carryingOut(command).action((options: NodeApplyOptions) =>
    inJsonLines(options.json, () => apply(load, options)),
  );
}

function verifyCommand(load: LoadLinux): Command {
  return verb('verify', "say whether the node's own network is as it was applied, and works", [
    'tn node verify -n a',
  ])
    .addOption(nodeOption())
    .addOption(stateOption())
    .option('--json', 'print the result as JSON')
    .action((options: NodeOptions) => inJsonLines(options.json, async () => verify(load, options)));
}

function removeCommand(load: LoadLinux): Command {
  const command = verb(
    'remove',
    "take the node's own network off",
    ['tn node remove -n a'],
    [
      'tn remove does not. It is refused while networks use it, and the node has no Internet afterwards.',
      ...carryingOutRemarks,
    ],
  ).addOption(nodeOption());
  return carryingOut(command).action((options: NodeOptions & ExecutionOptions) =>
    inJsonLines(options.json, () => remove(load, options)),
  );
}

/** Adds the options that name the node and its documents. */
function withDocuments(command: Command): Command {
  return command
    .addOption(nodeOption())
    .addOption(nodeConfigOption())
    .addOption(publicConfigOption())
    .addOption(networkOption().makeOptionMandatory(false))
    .addOption(inventoryOption().makeOptionMandatory(false));
}

async function showPlan(load: LoadLinux, options: NodePlanOptions): Promise<void> {
  const node = nodeNamed(options.node);
  const { json, detailedExitcode, observed } = options;
  const plan =
    observed === undefined
      ? await planHere(await load(), node, options)
      : planOwnAfar(node, { ...options, observed });
  await output(options.output, [render(plan, json ? { format: 'json' } : options)]);
  if (detailedExitcode && plan.operations.length > 0) process.exitCode = changesExit;
}

async function apply(load: LoadLinux, options: NodeApplyOptions): Promise<void> {
  const node = nodeNamed(options.node);
  const linux = await load();
  const plan = await planHere(linux, node, options);
  const executor = linux.linux(linuxOptions(options));
  await proceed({ verb: 'node', question: 'Apply?', plan }, executor, options);
}

function verify(load: LoadLinux, options: NodeOptions): Promise<void> {
  const node = nodeNamed(options.node);
  return verifyOwners(load, options, { node, owners: [nodeOwner], mend: `tn node apply -n ${node}` });
}

function planHere(linux: Linux, node: NodeId, options: NodeOptions & NodeDocumentOptions): Promise<Plan> {
  const ports = { executor: linux.linux(linuxOptions(options)), clock: linux.systemClock };
  const { fileOf, ...documents } = loadNodeDocuments(node, options);
  const planning = planOwn(ports, { node, ...documents }, bootTeller(options.json));
  return perform(planning, { fileOf, nodeConfig: options.nodeConfig });
}

async function remove(load: LoadLinux, options: NodeOptions & ExecutionOptions): Promise<void> {
  const node = nodeNamed(options.node);
  const executor = (await load()).linux(linuxOptions(options));
  const plan = await perform(planOff(executor, node, nodeOwner));
  const title = `The node's own network is taken off node ${node}, which has no Internet then`;
  await proceed({ verb: 'node', question: 'Remove?', plan, title }, executor, options);
}
