import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { holds, type Row, table } from '../../../bench/table.js';
import { cold } from './cold.js';
import { interleaved, type Timings } from './measure.js';
import { caseOf, subjects } from './planning.js';

/**
 * `npm run bench [-- FILE]`: the planner beside its baselines, in one interleaved run. Prints a table, writes JSON to
 * FILE where one is given, and exits with 1 where a limit is missed.
 */
const rounds = 40;

const timings = interleaved([...subjects(caseOf(1000)), ...subjects(caseOf(10_000))], rounds, (round) => {
  if (process.stderr.isTTY) process.stderr.write(`\rround ${round} of ${rounds} `);
});
if (process.stderr.isTTY) process.stderr.write('\r');

const rows = [...perNode(timings), ...wholeMesh(), ...coldStart()];
process.stdout.write(`${table(rows)}\n`);
const [file] = process.argv.slice(2);
if (file !== undefined) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
process.exitCode = rows.every(holds) ? 0 : 1;

function perNode(best: Timings): readonly Row[] {
  const time = (name: string) => best.get(name) ?? Number.NaN;
  const against = (name: string, baseline: string, word: string, limit: Partial<Row> = {}): Row => ({
    name,
    milliseconds: time(name),
    baseline: word,
    ratio: time(name) / time(baseline),
    ...limit,
  });
  const unit = (name: string, size: number, limit: Partial<Row> = {}) =>
    against(`${name} ${size}`, `JSON.parse ${size}`, 'U', limit);
  const growth = (name: string, atMost: number): Row => ({
    ...against(`${name} 10000`, `${name} 1000`, 'of 1000', { atMost }),
    name: `${name}, growth to 10000`,
  });
  return [
    unit('JSON.parse', 1000),
    unit('JSON.parse', 10_000),
    unit('decode', 1000),
    unit('decode', 10_000, { atMost: 6 }),
    unit('overlaps', 10_000, { atMost: 1 }),
    growth('overlaps', 16),
    unit('one node', 1000, { atMost: 4 }),
    unit('one node', 10_000, { atMost: 4 }),
    growth('one node', 13),
    against('naive 1000', 'one node 1000', 'one node 1000', { atLeast: 10 }),
    unit('plan', 10_000),
    against('re-plan 10000', 'plan 10000', 'plan 10000', { atMost: 1 }),
  ];
}

interface WholeMesh {
  readonly unit: number;
  readonly configurations: number;
  readonly planning: number;
  readonly stringify: number;
  readonly operations: number;
  readonly peakMiB: number;
}

function wholeMesh(): readonly Row[] {
  const script = fileURLToPath(new URL('./whole-mesh.js', import.meta.url));
  const output = execFileSync(process.execPath, [script], { encoding: 'utf8' });
  const { unit, configurations, planning, stringify, operations, peakMiB }: WholeMesh = JSON.parse(output);
  const total = planning + stringify;
  return [
    {
      name: 'all WireGuard configurations, 1000 nodes',
      milliseconds: configurations,
      baseline: 'U',
      ratio: configurations / unit,
      atMost: 500,
    },
    {
      name: `all plans streamed, ${operations} operations`,
      milliseconds: total,
      baseline: 'JSON.stringify',
      ratio: total / stringify,
      atMost: 4,
    },
    {
      name: 'peak RSS of that process, MiB',
      milliseconds: total,
      baseline: 'MiB',
      ratio: peakMiB,
      atMost: 512,
    },
  ];
}

function coldStart(): readonly Row[] {
  const best = cold(10_000, 7);
  const [plain = Number.NaN, plan = Number.NaN] = [best.get('node'), best.get('tn plan')];
  return [
    { name: 'tn plan as a process, 10000', milliseconds: plan, baseline: 'node -e 0', ratio: plan / plain },
  ];
}
