import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import type { Report } from './thousand.scenario.js';

/**
 * `npm run bench:networks [-- COUNT]`: a thousand networks on one node, or as many as are asked for, on a machine of its own, with
 * a process for each device. Prints what each step took. Needs root, and some ten gigabytes of memory.
 */
const [count = '1000'] = process.argv.slice(2);

/** Each userspace device takes an instance of inotify(7): there are more of them while this runs. */
const instances = '/proc/sys/fs/inotify/max_user_instances';
const before = readFileSync(instances, 'utf8');
writeFileSync(instances, String(Math.max(Number(before), 8192)));
try {
  const scenario = resolve('bench/thousand.scenario.ts');
  const { steps, devices, left } = await onMachine<Report>(
    scenario,
    resolve('packages/cli/dist/tn.js'),
    count,
  );
  for (const { what, seconds, memory, said } of steps) {
    console.log(`${what}: ${seconds.toFixed(1)} s, ${memory.toFixed(0)} MiB; ${said}`);
  }
  console.log(`all devices: ${devices.toFixed(0)} MiB; left at the end: ${left.join(', ')}`);
} finally {
  writeFileSync(instances, before);
}
