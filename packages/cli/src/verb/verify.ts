import type { Check, Snapshot } from '@networkd/executor-linux';
import { type Difference, differenceLine, differencesOf, resourceOf } from '@networkd/operator';
import { type NodeId, suspectsOf } from '@networkd/planner';
import type { Command } from 'commander';
import { hostBridge } from '../current-uplink.js';
import { checkLine } from '../document/check-line.js';
import { failure } from '../error/failure.js';
import { perform } from '../error/perform.js';
import { defaultState, type LoadLinux, linuxOptions, type MachineOptions } from '../machine.js';
import { stateOption, verb } from '../option/options.js';
import { print } from '../terminal/io.js';
import { type Paint, painter } from '../terminal/style.js';
import { versionsOf } from '../word/versions.js';

interface VerifyOptions extends MachineOptions {
  readonly json?: true;
}

export function verifyCommand(load: LoadLinux): Command {
  return verb(
    'verify',
    'say whether this node is as it was left and whether that works, or what differs and who could have done it',
    ['tn verify'],
    [
      'What works is looked at too: addresses, gateways that answer, and packets that pass the rules of others, as those of Docker, ufw or firewalld.',
      'Exit status: 0 where it is as it was left and works, 1 where something differs or does not work.',
    ],
  )
    .addOption(stateOption())
    .option('--json', 'print the result as JSON')
    .action((options: VerifyOptions) => verifyOwners(load, options, { mend: 'tn apply' }));
}

/** What should be there, in what it is otherwise, and what of it works. */
interface Verified {
  readonly expected: Snapshot;
  readonly differences: readonly Difference[];
  readonly checks: readonly Check[];
}

function isOk({ differences, checks }: Verified): boolean {
  return differences.length === 0 && checks.every(({ ok }) => ok);
}

/** What is verified: of which node, where that is known, the networks of which owners (absent: of all), and how it is mended. */
interface Asked {
  readonly node?: NodeId;
  readonly owners?: readonly string[];
  readonly mend: string;
}

/** Says in what the node is not as it was left, and what does not work, as far as these networks go. */
export async function verifyOwners(
  load: LoadLinux,
  options: VerifyOptions,
  { node, owners, mend }: Asked,
): Promise<void> {
  const { linux } = await load();
  const executor = linux(linuxOptions(options));
  const expected = expectedOf(await perform(executor.expected()), owners);
  const { state: folder = defaultState } = options;
  if (expected === undefined) {
    throw failure(
      'nothing-applied',
      folder,
      `nothing was applied here yet; run ${mend}, or give its --state`,
    );
  }
  const { state } = expected;
  if (node !== undefined && node !== state.node) {
    throw failure('bad-arguments', '--node', `${folder} is of node ${state.node}; give -n ${state.node}`);
  }
  const ids = expected.owners.map(({ id }) => id);
  const differences = differencesOf(state, await perform(executor.observe(state.node, ids))).filter(isOurs);
  const found = { expected, differences, checks: await perform(executor.health(state)) };
  await print(options.json ? asJson(found) : asText(found, mend));
  if (!isOk(found)) process.exitCode = 1;
}

/** What was left of those owners' networks, if anything was applied for them. */
function expectedOf(
  expected: Snapshot | undefined,
  ids: readonly string[] | undefined,
): Snapshot | undefined {
  if (expected === undefined || ids === undefined) return expected;
  const owners = expected.owners.filter(({ id }) => ids.includes(id));
  if (owners.length === 0) return undefined;
  const resources = expected.state.resources.filter(({ owner }) => ids.includes(owner));
  return { owners, state: { ...expected.state, resources } };
}

function asText(verified: Verified, mend: string): string {
  const { expected, differences, checks } = verified;
  const { owners, state } = expected;
  const paint = painter(process.stdout);
  const of = versionsOf(owners);
  const warning = checks.filter((each) => each.warning);
  const warnings = warning.map((each) => checkLine(each, warning, paint)).join('');
  if (isOk(verified)) return `ok: node ${state.node} is as it was left: ${of}\n${warnings}`;
  const broken = checks.filter(({ ok }) => !ok);
  const lines = broken.map((each) => checkLine(each, broken, paint)).join('');
  const works = broken.length === 0 ? '' : `node ${state.node} does not work: ${of}\n${lines}`;
  if (differences.length === 0) return `${works}${warnings}`;
  const isGone =
    state.resources.length > 0 && differences.filter(isMissing).length === state.resources.length;
  return [
    `node ${state.node} is not as it was left: ${of}\n`,
    ...differences.map((each) => line(each, paint)),
    isGone ? '\nNothing of it is there: the node was rebooted, most likely.' : '',
    `\nTo mend it: ${mend}\n`,
    isGone || works === '' ? '' : `\n${works}`,
    isGone || warnings === '' ? '' : `\n${warnings}`,
  ].join('');
}

/** What others add on the host's bridge is theirs; on a NIC that is a port it is in the way. */
function isOurs(difference: Difference): boolean {
  const resource = resourceOf(difference);
  return difference.kind !== 'Added' || resource.kind !== 'Carried' || resource.device !== hostBridge;
}

function isMissing({ kind }: Difference): boolean {
  return kind === 'Missing';
}

const colors = { Missing: 'red', Changed: 'yellow', Added: 'green' } as const;

function line(difference: Difference, paint: Paint): string {
  const suspects = paint('dim', `# ${suspectsOf(resourceOf(difference))}`);
  return `  ${paint(colors[difference.kind], differenceLine(difference))}  ${suspects}\n`;
}

function asJson(verified: Verified): string {
  const { expected, differences, checks } = verified;
  const { owners, state } = expected;
  const told = differences.map((each) => ({ ...each, suspects: suspectsOf(resourceOf(each)) }));
  const data = { ok: isOk(verified), node: state.node, owners, differences: told, checks };
  return `${JSON.stringify(data, null, 2)}\n`;
}
