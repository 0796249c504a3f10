import {
  type Difference,
  type Drift,
  type DriftError,
  drift,
  isAsLeft,
  resourceOf,
} from '@networkd/operator';
import { type NodeId, present, suspectsOf } from '@networkd/planner';
import type { Command } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { checkLine } from '../document/check-line.js';
import { executionFailure } from '../error/execution-failure.js';
import { type Failure, failure } from '../error/failure.js';
import { defaultState, type LoadLinux, linuxOptions, type MachineOptions } from '../machine.js';
import { findingExit, stateOption, verb } from '../option/options.js';
import { differenceLine } from '../render/difference.js';
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

/**
 * What is verified: of which node, where that is known, the networks of which owners (absent: of all), and how it is
 * mended.
 */
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
  const found = await drift(linux(linuxOptions(options)), {
    ...present({ node, owners }),
  })();
  const { state = defaultState } = options;
  if (E.isLeft(found)) throw driftFailure(found.left, state, mend);
  await print(options.json ? asJson(found.right) : asText(found.right, mend));
  if (!isAsLeft(found.right)) process.exitCode = findingExit;
}

function driftFailure(error: DriftError, folder: string, mend: string): Failure {
  switch (error.kind) {
    case 'nothing-applied': {
      const remedy = `nothing was applied here yet; run ${mend}, or give its --state`;
      return failure('nothing-applied', folder, remedy);
    }
    case 'other-node': {
      const { node } = error;
      return failure('bad-arguments', '--node', `${folder} is of node ${node}; give -n ${node}`);
    }
    default:
      return executionFailure(error);
  }
}

function asText(found: Drift, mend: string): string {
  const { expected, differences, checks } = found;
  const { owners, state } = expected;
  const paint = painter(process.stdout);
  const of = versionsOf(owners);
  const warning = checks.filter((each) => each.warning);
  const warnings = warning.map((each) => checkLine(each, warning, paint)).join('');
  if (isAsLeft(found)) return `ok: node ${state.node} is as it was left: ${of}\n${warnings}`;
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

function isMissing({ kind }: Difference): boolean {
  return kind === 'Missing';
}

const colors = { Missing: 'red', Changed: 'yellow', Added: 'green' } as const;

function line(difference: Difference, paint: Paint): string {
  const suspects = paint('dim', `# ${suspectsOf(resourceOf(difference))}`);
  return `  ${paint(colors[difference.kind], differenceLine(difference))}  ${suspects}\n`;
}

function asJson(found: Drift): string {
  const { expected, differences, checks } = found;
  const { owners, state } = expected;
  const told = differences.map((each) => ({ ...each, suspects: suspectsOf(resourceOf(each)) }));
  const data = { ok: isAsLeft(found), node: state.node, owners, differences: told, checks };
  return `${JSON.stringify(data, null, 2)}\n`;
}
