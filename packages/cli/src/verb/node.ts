import { planOff, planOwn } from '@networkd/operator';
import { type NodeId, nodeOwner, type Plan } from '@networkd/planner';
import { Argument, type Command } from 'commander';
import { loadNodeDocuments, type NodeDocumentOptions } from '../document/node-documents.js';
import { perform } from '../error/perform.js';
import { type Linux, type LoadLinux, linuxOptions, nodeNamed } from '../machine.js';
import { refuseOptions } from '../option/action-options.js';
import {
  carryingOut,
  carryingOutRemarks,
  formatOption,
  inventoryOption,
  networkOption,
  nodeConfigOption,
  nodeOption,
  once,
  outputOption,
  publicConfigOption,
  verb,
} from '../option/options.js';
import { changesExit } from '../option/plan-options.js';
import { type RenderOptions, render } from '../render/plan.js';
import { output } from '../terminal/io.js';
import { inJsonLines } from '../terminal/json-lines.js';
import { bootTeller } from '../terminal/tell-boot.js';
import { planOwnAfar } from './shared/plan-own-afar.js';
import { type ExecutionOptions, proceed } from './shared/proceed.js';
import { verifyOwners } from './verify.js';

const actions = ['plan', 'apply', 'verify', 'remove'] as const;

type Action = (typeof actions)[number];

interface NodeOptions extends ExecutionOptions, RenderOptions, NodeDocumentOptions {
  readonly node: string;
}

const documents = ['nodeConfig', 'publicConfig', 'network', 'inventory'] as const;
const printing = ['observed', 'format', 'output'] as const;

/** What means nothing to each action. */
const unused: Readonly<Record<Action, readonly (keyof NodeOptions)[]>> = {
  plan: ['yes', 'confirm', 'secrets', 'lockTimeout'],
  apply: printing,
  verify: [...documents, ...printing, 'yes', 'confirm', 'secrets', 'lockTimeout', 'detailedExitcode'],
  remove: [...documents, ...printing],
};

export function nodeCommand(load: LoadLinux): Command {
  const command = verb(
    'node',
    "set the node's own network: uplink, public addresses, tenants' way out",
    [
      'tn node plan -n a -c node.json -p public.json',
      'tn node plan -n a -i inventory.json --observed observed.json -f shell',
      'tn node apply -n a -p public.json -t network.json -i inventory.json --yes',
      'tn node verify -n a',
      'tn node remove -n a',
    ],
    [
      'plan and apply bring it to what the documents say, on the uplink that tn boot made; without -p there is no public namespace. Networks given with -t are planned along, as one: their WireGuard sockets move where the public namespace comes or goes, with the same key and port.',
      'verify is tn verify of the node’s own network. remove takes it off, which tn remove does not: refused while networks use it, and the node has no Internet afterwards.',
      ...carryingOutRemarks,
    ],
  )
    .addArgument(new Argument('<ACTION>', 'what to do').choices(actions))
    .addOption(nodeOption())
    .addOption(nodeConfigOption())
    .addOption(publicConfigOption())
    .addOption(networkOption().makeOptionMandatory(false))
    .addOption(inventoryOption().makeOptionMandatory(false))
    .addOption(
      once('--observed <FILE>', 'with plan: what is on the node (observed/2); its NICs are then those in -i'),
    )
    .addOption(formatOption())
    .addOption(outputOption());
  return carryingOut(command).action((action: Action, options: NodeOptions) => {
    refuseOptions(command, action, options, unused[action]);
    return inJsonLines(options.json, async () => act(load, action, nodeNamed(options.node), options));
  });
}

function act(load: LoadLinux, action: Action, node: NodeId, options: NodeOptions): Promise<void> {
  switch (action) {
    case 'plan':
      return showPlan(load, node, options);
    case 'apply':
      return apply(load, node, options);
    case 'verify':
      return verifyOwners(load, options, { node, owners: [nodeOwner], mend: `tn node apply -n ${node}` });
    case 'remove':
      return remove(load, node, options);
    default:
      return action satisfies never;
  }
}

async function showPlan(load: LoadLinux, node: NodeId, options: NodeOptions): Promise<void> {
  const { json, detailedExitcode, observed } = options;
  const plan =
    observed === undefined
      ? await planHere(await load(), node, options)
      : planOwnAfar(node, { ...options, observed });
  await output(options.output, [json ? `${JSON.stringify(plan)}\n` : render(plan, options)]);
  if (detailedExitcode && plan.operations.length > 0) process.exitCode = changesExit;
}

async function apply(load: LoadLinux, node: NodeId, options: NodeOptions): Promise<void> {
  const linux = await load();
  const plan = await planHere(linux, node, options);
  const executor = linux.linux(linuxOptions(options));
  await proceed({ verb: 'node', question: 'Apply?', plan }, executor, options);
}

function planHere(linux: Linux, node: NodeId, options: NodeOptions): Promise<Plan> {
  const ports = { executor: linux.linux(linuxOptions(options)), clock: linux.systemClock };
  const { fileOf, ...documents } = loadNodeDocuments(node, options);
  const planning = planOwn(ports, { node, ...documents }, bootTeller(options.json));
  return perform(planning, { fileOf, nodeConfig: options.nodeConfig });
}

async function remove(load: LoadLinux, node: NodeId, options: NodeOptions): Promise<void> {
  const executor = (await load()).linux(linuxOptions(options));
  const plan = await perform(planOff(executor, node, nodeOwner));
  const title = `The node's own network is taken off node ${node}, which has no Internet then`;
  await proceed({ verb: 'node', question: 'Remove?', plan, title }, executor, options);
}
