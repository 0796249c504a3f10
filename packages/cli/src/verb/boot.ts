import type { LinuxExecutor } from '@networkd/executor-linux';
import {
  type ChosenUplink,
  type Nic,
  type NodeConfig,
  type NodeFacts,
  type NodeId,
  type NodeState,
  nodeOwner,
  type Plan,
  planNode,
  planTowards,
  type Receipt,
} from '@networkd/planner';
import { Argument, type Command } from 'commander';
import { currentNics } from '../current-uplink.js';
import { succeed } from '../document/documents.js';
import { loadNodeDocuments, type NodeDocuments } from '../document/node-documents.js';
import { failure } from '../error/failure.js';
import { findUplink } from '../find-uplink.js';
import { type InternetWishes, proveInternet, reach } from '../internet.js';
import { type Linux, type LoadLinux, linuxOptions, nodeNamed } from '../machine.js';
import { observeMembers } from '../observe-members.js';
import { refuseOptions } from '../option/action-options.js';
import {
  carryingOut,
  carryingOutRemarks,
  formatOption,
  nodeConfigOption,
  nodeOption,
  outputOption,
  publicConfigOption,
  seconds,
  verb,
} from '../option/options.js';
import { changesExit } from '../option/plan-options.js';
import { ownersOf, refuseOwned, warnOfOwners } from '../owned-nics.js';
import { type RenderOptions, render } from '../render/plan.js';
import { retry } from '../retry.js';
import { settleAnnounced, settleLatest } from '../settle.js';
import { takeBackInterrupted } from '../take-back-interrupted.js';
import { output } from '../terminal/io.js';
import { inJsonLines } from '../terminal/json-lines.js';
import { tellerFor } from '../terminal/tell.js';
import { bootTeller, type TellBoot } from '../terminal/tell-boot.js';
import { type ExecutionOptions, proceed } from './shared/proceed.js';

type Action = 'plan' | 'apply';

interface BootOptions extends ExecutionOptions, RenderOptions {
  readonly node: string;
  readonly nodeConfig?: string;
  readonly publicConfig?: string;
  readonly retry?: true;
  readonly wait?: number;
}

/** What means nothing where nothing is applied, and where nothing is printed. */
const unused: Readonly<Record<Action, readonly (keyof BootOptions)[]>> = {
  plan: ['yes', 'confirm', 'secrets'],
  apply: ['format', 'output'],
};

/** Seconds that an address and an answer from the Internet may take together, unless told. */
const defaultWait = 30;

export function bootCommand(load: LoadLinux): Command {
  const command = verb(
    'boot',
    "find the NIC with Internet and make the node's own network on it",
    [
      'tn boot plan -n a',
      'tn boot apply -n a --yes --retry',
      'tn boot apply -n a -c node.json --confirm 60 --yes',
    ],
    [
      'It surveys the NICs, probes each in a namespace of its own, chooses the uplink, plans, shows the plan and asks; then it applies, and reaches one of the endpoints of the node configuration (internet.endpoints), over the uplink and from where its tenants leave. Where none answers, what it applied is rolled back. An uplink that stands and has Internet is kept.',
      'plan changes nothing that lasts; the NICs that nobody uses are up while they are probed.',
      ...carryingOutRemarks,
    ],
  )
    .addArgument(new Argument('<ACTION>', 'what to do').choices(['plan', 'apply']))
    .addOption(nodeOption())
    .addOption(nodeConfigOption())
    .addOption(publicConfigOption())
    .option('--retry', 'try until it succeeds, for ever; pauses of 1 s at first, up to 60 s')
    .addOption(
      seconds('--wait <SECONDS>', `so long for an address and the Internet; ${defaultWait} by default`, 1),
    )
    .addOption(formatOption())
    .addOption(outputOption());
  return carryingOut(command).action((action: Action, options: BootOptions) => {
    refuseOptions(command, action, options, unused[action]);
    return inJsonLines(options.json, () => boot(load, action, options));
  });
}

/** One boot: of which node, from which documents, by what, and who is told. */
interface Booting {
  readonly node: NodeId;
  readonly documents: NodeDocuments;
  readonly linux: Linux;
  readonly executor: LinuxExecutor;
  readonly internet: InternetWishes;
  readonly tell: TellBoot;
}

async function boot(load: LoadLinux, action: Action, options: BootOptions): Promise<void> {
  const node = nodeNamed(options.node);
  const documents = loadNodeDocuments(node, options);
  const linux = await load();
  const { endpoints } = documents.config.internet;
  const booting: Booting = {
    node,
    documents,
    linux,
    executor: linux.linux(linuxOptions(options)),
    internet: { endpoints, wait: options.wait ?? defaultWait },
    tell: bootTeller(options.json),
  };
  const once = () => (action === 'plan' ? showPlan(booting, options) : apply(booting, options));
  await (options.retry ? retry(once, booting.tell) : once());
}

async function showPlan(booting: Booting, options: BootOptions): Promise<void> {
  const { plan, owners } = await planBoot(booting);
  warnOfOwners(owners);
  const { json, detailedExitcode } = options;
  const text = json ? `${JSON.stringify(plan)}\n` : render(plan, options);
  await output(options.output, [text]);
  if (detailedExitcode && plan.operations.length > 0) process.exitCode = changesExit;
}

async function apply(booting: Booting, options: BootOptions): Promise<void> {
  await takeBackInterrupted(booting.executor, options.json);
  const { plan, owners, ...planned } = await planBoot(booting);
  refuseOwned(owners);
  const proof = (receipt: Receipt) => prove(booting, receipt, planned, options);
  await proceed({ verb: 'boot', question: 'Apply?', plan, proof }, booting.executor, options);
}

/** The Internet is there, and the node has come to rest: to boot it again would change nothing. */
async function prove(
  booting: Booting,
  receipt: Receipt,
  { hasIpv4, nics }: Omit<Planned, 'plan' | 'owners'>,
  { json }: BootOptions,
): Promise<void> {
  const { linux, executor, internet, tell, node, documents } = booting;
  const told = { boot: tell, execution: tellerFor(json) };
  await proveInternet(linux, executor, { ...internet, hasIpv4 }, receipt, told);
  if (receipt.applied) await settleAnnounced(executor, node, documents, nics);
}

/** The plan of a boot, who owns NICs of it, whether the segment of its uplink has IPv4, and the NICs with what was offered there. */
interface Planned {
  readonly plan: Plan;
  readonly owners: ReturnType<typeof ownersOf>;
  readonly hasIpv4: boolean;
  readonly nics: readonly Nic[];
}

/**
 * The plan of the node's own network on the uplink that was found. Where public addresses stand and nobody says which they are
 * to be, nothing is planned: they are `tn node`'s, and it is only asked whether the Internet is there.
 */
async function planBoot({ node, documents, linux, executor, internet, tell }: Booting): Promise<Planned> {
  const { config, publicConfig, fileOf } = documents;
  const isConnected = async () => 'endpoint' in (await reach(linux, { ...internet, wait: 1 }));
  await settleLatest(executor, node, documents);
  const { uplink, facts, doubt } = await findUplink(executor, node, documents, isConnected, tell);
  const planned = { hasIpv4: offersIpv4(uplink, config), nics: uplink.nics };
  const wishes = { node, config, uplink, facts, ...(publicConfig === undefined ? {} : { publicConfig }) };
  const observed = await observeMembers(executor, wishes);
  if (publicConfig === undefined && hasPublicAddresses(observed)) {
    if (doubt !== undefined) throw doubt;
    checkKept(uplink, facts);
    return {
      plan: succeed(planTowards({ owners: [{ id: nodeOwner }], target: observed, observed }), fileOf),
      owners: [],
      ...planned,
    };
  }
  const plan = succeed(planNode({ ...wishes, observed }), fileOf);
  if (doubt !== undefined && plan.operations.length === 0) throw doubt;
  const owners = ownersOf(linux, { ...wishes, standing: observed.resources }, plan);
  return { plan, owners, ...planned };
}

/** Has the segment of the uplink IPv4, by what was offered there or what the farmer says? */
function offersIpv4({ nics, way }: ChosenUplink, { uplink: { addresses } }: NodeConfig): boolean {
  const offered = [...nics.flatMap((nic) => nic.addresses), ...(way === undefined ? [] : [way.address])];
  return (addresses.length > 0 ? addresses : offered).some(({ address }) => address.kind === 'ipv4');
}

function hasPublicAddresses({ resources }: NodeState): boolean {
  return resources.some((each) => each.kind === 'Link' && each.owner === nodeOwner && each.name === 'public');
}

/** Public addresses may have to move with the uplink, so then they have to be known. */
function checkKept({ nics }: ChosenUplink, facts: NodeFacts): void {
  const standing = currentNics(facts).map(({ name }) => name);
  if (nics.every(({ name }) => standing.includes(name))) return;
  const names = nics.map(({ name }) => name).join(', ');
  const message = `the uplink is to be ${names}, and there are public addresses that may move with it; give -p PUBLIC-CONFIG`;
  throw failure('bad-arguments', '-p', message);
}
