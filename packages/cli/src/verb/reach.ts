import { endsOf, type Reach, survey, type Topology, walker } from '@networkd/planner';
import type { Command } from 'commander';
import { type DocumentOptions, loadOne, succeed } from '../document/documents.js';
import { failure } from '../error/failure.js';
import { findingExit, inventoryOption, networkOption, once, verb } from '../option/options.js';
import { matrix } from '../render/reach/matrix.js';
import { overview } from '../render/reach/overview.js';
import { walk } from '../render/reach/walk.js';
import { output } from '../terminal/io.js';
import { painter, widthOf } from '../terminal/style.js';
import { nearest } from '../word/nearest.js';

interface ReachOptions extends DocumentOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: true;
}

export function reachCommand(): Command {
  return verb(
    'reach',
    'walk packets hop by hop between every two nodes and access points; exit 2 where some do not arrive',
    [
      'tn reach -t network.json -i inventory.json',
      'tn reach -t network.json -i inventory.json --from h1 --to laptop',
    ],
  )
    .addOption(networkOption())
    .addOption(inventoryOption())
    .addOption(once('--from <NODE>', 'only from this node or access point, hop by hop'))
    .addOption(once('--to <NODE>', 'only to this node or access point, hop by hop'))
    .option('--json', 'print every walk as JSON')
    .action(reach);
}

async function reach(options: ReachOptions): Promise<void> {
  const { network, inventory, fileOf } = loadOne(options);
  // Not `connect`: what has no path is to be shown, not refused.
  const topology = succeed(survey(network, inventory), fileOf);
  const { from, to } = options;
  const ends = endsOf(topology);
  checkEnd('--from', from, ends);
  checkEnd('--to', to, ends);
  if (from !== undefined && from === to) {
    throw failure('bad-arguments', '--to', `${to} is also --from; give two names`);
  }
  let unreachable = false;
  function* pairs(): Generator<Reach> {
    for (const pair of walks(topology, ends, from, to)) {
      unreachable ||= pair.kind === 'Unreachable' && pair.drop !== 'down';
      yield pair;
    }
  }
  await output(
    undefined,
    options.json ? asJson(topology, ends, pairs()) : asText(topology, ends, pairs(), options),
  );
  if (unreachable) process.exitCode = findingExit;
}

function checkEnd(option: string, name: string | undefined, ends: readonly string[]): void {
  if (name === undefined || ends.includes(name)) return;
  const near = nearest(name, ends);
  const advice =
    near.length > 0 ? `perhaps ${near.join(' or ')} is meant` : 'give a node or access point of it';
  throw failure('unknown-end', option, `the network has no ${name}; ${advice}`);
}

/** Yields every ordered pair that was asked for. Where both ends are named, it yields there and back. */
function* walks(
  topology: Topology,
  ends: readonly string[],
  from: string | undefined,
  to: string | undefined,
): Generator<Reach> {
  const walkTo = walker(topology);
  const wanted = (a: string, b: string): boolean =>
    ((from ?? a) === a && (to ?? b) === b) || (from === b && to === a);
  for (const a of from !== undefined && to !== undefined ? [from, to] : ends) {
    for (const b of ends) {
      const found = a !== b && wanted(a, b) ? walkTo(a, b) : undefined;
      if (found !== undefined) yield found;
    }
  }
}

function* asText(
  topology: Topology,
  ends: readonly string[],
  pairs: Iterable<Reach>,
  { from, to }: ReachOptions,
): Generator<string> {
  const paint = painter(process.stdout);
  const width = widthOf(process.stdout);
  if (from === undefined && to === undefined) {
    yield matrix(topology, ends, width, paint, pairs) ?? overview(topology, ends, paint, pairs);
    return;
  }
  let gap = '';
  for (const pair of pairs) {
    yield gap + walk(pair, paint);
    gap = '\n';
  }
}

function* asJson({ network }: Topology, ends: readonly string[], pairs: Iterable<Reach>): Generator<string> {
  yield `{ "network": "${network.id}", "version": ${network.version}, "ends": ${JSON.stringify(ends)},\n"pairs": [`;
  let separator = '\n';
  for (const pair of pairs) {
    yield separator + JSON.stringify(pair);
    separator = ',\n';
  }
  yield '\n] }\n';
}
