import type { Snapshot } from '@networkd/executor-linux';
import type { NodeId } from '@networkd/planner';
import type { Command } from 'commander';
import { type Difference, differenceLine, differencesOf, resourceOf } from './difference.js';
import { failure } from './failure.js';
import { print } from './io.js';
import { defaultState, type LoadLinux, linuxOptions, type MachineOptions } from './linux.js';
import { stateOption, verb } from './options.js';
import { perform } from './perform.js';
import { type Paint, painter } from './style.js';
import { suspectsOf } from './suspects.js';
import { versionsOf } from './versions.js';

interface VerifyOptions extends MachineOptions {
  readonly json?: true;
}

export function verifyCommand(load: LoadLinux): Command {
  return verb(
    'verify',
    'say whether this node is as it was left, or what differs and who could have done it',
    ['tn verify'],
    ['Exit status: 0 where it is as it was left, 1 where something differs.'],
  )
    .addOption(stateOption())
    .option('--json', 'print the result as JSON')
    .action((options: VerifyOptions) => verifyOwners(load, options, { mend: 'tn apply' }));
}

/** What is verified: of which node, where that is known, the networks of which owners (absent: of all), and how it is mended. */
interface Verified {
  readonly node?: NodeId;
  readonly owners?: readonly string[];
  readonly mend: string;
}

/** Says in what the node is not as it was left, as far as these networks go. */
export async function verifyOwners(
  load: LoadLinux,
  options: VerifyOptions,
  { node, owners, mend }: Verified,
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
  const { networks, state } = expected;
  if (node !== undefined && node !== state.node) {
    throw failure('bad-arguments', '--node', `${folder} is of node ${state.node}; give -n ${state.node}`);
  }
  const ids = networks.map(({ id }) => id);
  const differences = differencesOf(state, await perform(executor.observe(state.node, ids)));
  await print(options.json ? asJson(expected, differences) : asText(expected, differences, mend));
  if (differences.length > 0) process.exitCode = 1;
}

/** What was left of those owners' networks, if anything was applied for them. */
function expectedOf(
  expected: Snapshot | undefined,
  owners: readonly string[] | undefined,
): Snapshot | undefined {
  if (expected === undefined || owners === undefined) return expected;
  const networks = expected.networks.filter(({ id }) => owners.includes(id));
  if (networks.length === 0) return undefined;
  const resources = expected.state.resources.filter(({ network }) => owners.includes(network));
  return { networks, state: { ...expected.state, resources } };
}

function asText({ networks, state }: Snapshot, differences: readonly Difference[], mend: string): string {
  const paint = painter(process.stdout);
  const of = versionsOf(networks);
  if (differences.length === 0) return `ok: node ${state.node} is as it was left: ${of}\n`;
  const isGone =
    state.resources.length > 0 && differences.filter(isMissing).length === state.resources.length;
  return [
    `node ${state.node} is not as it was left: ${of}\n`,
    ...differences.map((each) => line(each, paint)),
    isGone ? '\nNothing of it is there: the node was rebooted, most likely.' : '',
    `\nTo mend it: ${mend}\n`,
  ].join('');
}

function isMissing({ kind }: Difference): boolean {
  return kind === 'Missing';
}

const colors = { Missing: 'red', Changed: 'yellow', Added: 'green' } as const;

function line(difference: Difference, paint: Paint): string {
  const suspects = paint('dim', `# ${suspectsOf(resourceOf(difference))}`);
  return `  ${paint(colors[difference.kind], differenceLine(difference))}  ${suspects}\n`;
}

function asJson({ networks, state }: Snapshot, differences: readonly Difference[]): string {
  const told = differences.map((each) => ({ ...each, suspects: suspectsOf(resourceOf(each)) }));
  const data = { ok: told.length === 0, node: state.node, networks, differences: told };
  return `${JSON.stringify(data, null, 2)}\n`;
}
