import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import type { Timings } from './apply.scenario.js';
import { holds, type Row, table } from './table.js';

/**
 * `npm run bench:apply [-- FILE]`: the executor on a real kernel beside its baselines, in one interleaved run on a
 * machine of its own. Prints a table, writes JSON to FILE where one is given, and exits with 1 where a limit is missed.
 * Needs root.
 */
const times = await onMachine<Timings>(resolve('bench/apply.scenario.ts'));

function row(name: keyof Timings, baseline: keyof Timings, limit: Partial<Row> = {}): Row {
  return { name, milliseconds: times[name], baseline, ratio: times[name] / times[baseline], ...limit };
}

const rows: readonly Row[] = [
  row('250 peers: operations by hand-written batches', '250 peers: operations by hand-written batches'),
  row('250 peers: operations', '250 peers: operations by hand-written batches', { atMost: 1.5 }),
  row('250 peers: one process an operation', '250 peers: operations', { atLeast: 8 }),
  row('250 peers: apply, with its observations', '250 peers: operations by hand-written batches'),
  row('1000 peers: no-op apply', '1000 peers: no-op apply'),
  row('1000 peers: one peer changed', '1000 peers: no-op apply', { atMost: 3 }),
  row('10 networks: re-applied', '10 networks: re-applied'),
  row('50 networks: re-applied', '10 networks: re-applied', { atMost: 6 }),
];
process.stdout.write(`${table(rows)}\n`);
const [file] = process.argv.slice(2);
if (file !== undefined) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
process.exitCode = rows.every(holds) ? 0 : 1;
