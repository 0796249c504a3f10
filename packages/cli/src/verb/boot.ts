import type { LinuxExecutor } from '@networkd/executor-linux';
import { type BootWishes, boot, type Clock, type Ports, planBoot, retry } from '@networkd/operator';
import type { NodeId, Plan } from '@networkd/planner';
import { present } from '@networkd/planner';
import type { Command } from 'commander';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { loadNodeDocuments, type NodeDocuments } from '../document/node-documents.js';
import type { Failure } from '../error/failure.js';
import { warnOfOwners } from '../error/owned-nics.js';
import { attempted, perform } from '../error/perform.js';
import { type LoadLinux, linuxOptions, nodeNamed } from '../machine.js';
import {
  carryingOut,
  carryingOutRemarks,
  detailedExitcodeOption,
  eventsOption,
  formatOption,
  lockTimeoutOption,
  nodeConfigOption,
  nodeOption,
  outputOption,
  publicConfigOption,
  seconds,
  stateOption,
  verb,
  verbOf,
} from '../option/options.js';
import { changesExit } from '../option/plan-options.js';
import { type RenderOptions, render } from '../render/plan.js';
import { holdOn, letGo } from '../terminal/hold-on.js';
import { output, printError } from '../terminal/io.js';
import { inJsonLines } from '../terminal/json-lines.js';
import { tellerFor } from '../terminal/tell.js';
import { bootTeller, type TellBoot } from '../terminal/tell-boot.js';
import { type ExecutionOptions, showAndCarryOut, tellEnd } from './shared/proceed.js';

interface BootOptions {
  readonly node: string;
  readonly nodeConfig?: string;
  readonly publicConfig?: string;
  readonly retry?: true;
  readonly state?: string;
  readonly lockTimeout?: number;
  readonly json?: true;
  readonly detailedExitcode?: true;
}

interface BootPlanOptions extends BootOptions, RenderOptions {}

interface BootApplyOptions extends BootOptions, ExecutionOptions {
  readonly wait?: number;
}

/** Seconds that an address and an answer from the Internet may take together, unless told. */
const defaultWait = 30;

export function bootCommand(load: LoadLinux): Command {
  return verbOf(
    'boot',
    "find the NIC with Internet and make the node's own network on it",
    [planCommand(load), applyCommand(load)],
    [
      'It surveys the NICs, probes each in a namespace of its own, chooses the uplink and plans. An uplink that stands and has Internet is kept.',
    ],
  );
}

function planCommand(load: LoadLinux): Command {
  return about(
    verb(
      'plan',
      'show what tn boot apply would do',
      ['tn boot plan -n a'],
      ['It changes nothing that lasts; the NICs that nobody uses are up while they are probed.'],
    ),
  )
    .addOption(formatOption())
    .addOption(outputOption())
    .addOption(stateOption())
    .addOption(lockTimeoutOption())
    .addOption(eventsOption())
    .addOption(detailedExitcodeOption())
    .action((options: BootPlanOptions) =>
      inJsonLines(options.json, () => bootNode(load, options, (begun) => showPlan(begun, options))),
    );
}

function applyCommand(load: LoadLinux): Command {
  const command = about(
    verb(
      'apply',
      "make the node's own network on the NIC with Internet",
      ['tn boot apply -n a --yes --retry', 'tn boot apply -n a -c node.json --confirm 60 --yes'],
      [
        'It shows the plan and asks; then it applies, and reaches one of the endpoints of the node configuration (internet.endpoints), over the uplink and from where its tenants leave. Where none answers, what it applied is rolled back.',
        ...carryingOutRemarks,
      ],
    ),
  ).addOption(
    seconds('--wait <SECONDS>', `so long for an address and the Internet; ${defaultWait} by default`, 1),
  );
  return carryingOut(command).action((options: BootApplyOptions) =>
    inJsonLines(options.json, () => bootNode(load, options, (begun) => apply(begun, options))),
  );
}

/** Adds what every boot may be told. */
function about(command: Command): Command {
  return command
    .addOption(nodeOption())
    .addOption(nodeConfigOption())
    .addOption(publicConfigOption())
    .option('--retry', 'try until it succeeds, for ever; pauses of 1 s at first, up to 60 s');
}

/** One boot: of which node, from which documents, by what, and who is told. */
interface Begun {
  readonly node: NodeId;
  readonly documents: NodeDocuments;
  readonly executor: LinuxExecutor;
  readonly ports: Ports;
  readonly tell: TellBoot;
}

async function bootNode(
  load: LoadLinux,
  options: BootOptions,
  act: (begun: Begun) => Promise<void>,
): Promise<void> {
  const node = nodeNamed(options.node);
  const documents = loadNodeDocuments(node, options);
  const linux = await load();
  const executor = linux.linux(linuxOptions(options));
  const tell = bootTeller(options.json);
  const ports: Ports = { executor: holding(executor), machine: linux, clock: linux.systemClock };
  const begun: Begun = { node, documents, executor, ports, tell };
  const once = attempted(() => act(begun));
  await perform(options.retry ? untilItSucceeds(once, tell, linux.systemClock) : once);
}

/**
 * Returns the executor, with a probe that no signal ends before its NICs are back: until then they are out of the
 * host's reach.
 */
function holding(executor: LinuxExecutor): LinuxExecutor {
  return {
    ...executor,
    probe: (request, events) => async () => {
      holdOn('not now: the NICs that are probed are brought back first');
      try {
        return await executor.probe(request, events)();
      } finally {
        letGo();
      }
    },
  };
}

/** Tries again and again; of every try that failed it says why. What a person did not approve is not tried again. */
function untilItSucceeds(
  once: TaskEither<Failure, void>,
  tell: TellBoot,
  clock: Clock,
): TaskEither<Failure, void> {
  return retry(once, {
    isFinal: ({ findings }) => findings.some(({ kind }) => kind === 'not-approved'),
    failed: ({ attempt, error, seconds }) => {
      letGo();
      printError(`try ${attempt} failed: ${lineOf(error)}; again in ${seconds} s\n`);
      tell({ kind: 'Retrying', attempt, seconds });
    },
    clock,
    random: Math.random,
  });
}

/** Writes all that went wrong on one line. */
function lineOf({ findings }: Failure): string {
  const said = findings.flatMap(({ kind, message, notes = [] }) => [`${kind}: ${message}`, ...notes]);
  return said.join('; ').replace(/\s+/g, ' ');
}

async function showPlan(begun: Begun, options: BootPlanOptions): Promise<void> {
  const { ports, documents, tell } = begun;
  const { plan, owners } = await perform(planBoot(ports, wishesOf(begun), tell), documents);
  warnOfOwners(owners);
  const { json, detailedExitcode } = options;
  await output(options.output, [render(plan, json ? { format: 'json' } : options)]);
  if (detailedExitcode && plan.operations.length > 0) process.exitCode = changesExit;
}

async function apply(begun: Begun, options: BootApplyOptions): Promise<void> {
  const { ports, executor, documents } = begun;
  const carryOut = (plan: Plan) =>
    attempted(() => showAndCarryOut({ verb: 'boot', question: 'Apply?', plan }, executor, options));
  const { json, wait = defaultWait } = options;
  const told = { boot: begun.tell, execution: tellerFor(json) };
  const booted = await perform(boot(ports, { ...wishesOf(begun), wait, tell: told }, carryOut), documents);
  await tellEnd(booted, booted.receipt, options);
}

function wishesOf({ node, documents: { config, publicConfig } }: Begun): BootWishes {
  return { node, config, ...present({ publicConfig }) };
}
