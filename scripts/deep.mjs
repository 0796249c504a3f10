/**
 * `npm run test:deep -- [--minutes N] [--seed N]`: runs the property tests with many more cases, file after file, until the
 * minutes (60) are over. What was done is kept in reports/deep.json: the next run goes on with the next file, and with the
 * next seed once all files had this one. --seed begins again with that seed. It stops at the first file that fails, and the
 * next run begins with that file.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, 'reports');
const kept = join(reports, 'deep.json');
const counted = join(reports, 'deep-cases');

/** Cases of a property in one run of its file at most, and seconds that it may take for them. */
const most = { runs: 100_000, seconds: 20 };

/**
 * @typedef {object} Progress What has been done so far.
 * @property {number} seed Of the files that come next.
 * @property {string[]} done The files that had this seed.
 * @property {number} properties Runs of a property, over all seeds.
 * @property {number} cases Generated for them.
 * @property {number} minutes Spent on them.
 */

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = whole('minutes', values.minutes ?? '60');
const progress = begin();
const files = propertyFiles();
mkdirSync(reports, { recursive: true });

const deadline = Date.now() + minutes * 60_000;
while (Date.now() < deadline && process.exitCode === undefined) {
  const next = files.find((file) => !progress.done.includes(file));
  if (next === undefined) {
    progress.seed += 1;
    progress.done = [];
  } else {
    run(next);
    writeFileSync(kept, `${JSON.stringify(progress, undefined, 2)}\n`);
  }
}
const { seed, done, properties, cases } = progress;
console.log(
  `${cases} cases in ${properties} runs of a property, ${progress.minutes.toFixed(1)} minutes in all`,
);
console.log(`seed ${seed}: ${done.length} of ${files.length} files done; the next run goes on from there`);

/** Runs one file with the seed, and counts its cases. @param {string} file */
function run(file) {
  rmSync(counted, { force: true });
  const start = Date.now();
  const { status, signal } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', file], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NETWORKD_RUNS: String(most.runs),
      NETWORKD_SEED: String(progress.seed),
      NETWORKD_SECONDS: String(most.seconds),
      NETWORKD_COUNT: counted,
    },
  });
  const counts = existsSync(counted) ? readFileSync(counted, 'utf8').trim().split('\n').map(Number) : [];
  progress.properties += counts.length;
  progress.cases += counts.reduce((sum, count) => sum + count, 0);
  progress.minutes += (Date.now() - start) / 60_000;
  if (status === 0) {
    progress.done.push(file);
    return;
  }
  console.error(
    `${file} ${signal === null ? 'failed' : `was ended by ${signal}`}, with seed ${progress.seed}`,
  );
  process.exitCode = 1;
}

/** Returns what is on record, or a new beginning where there is no record or a seed is given. @returns {Progress} */
function begin() {
  if (values.seed === undefined && existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  return { seed: whole('seed', values.seed ?? '1'), done: [], properties: 0, cases: 0, minutes: 0 };
}

/**
 * Lists the test files that have properties, and those that do more where more cases are asked for: they kill at every call that
 * writes, or carry out more hostile plans. The others of test/ hold real programs and kernels against a fixed seed.
 */
function propertyFiles() {
  const scaled = /from '(@fast-check\/vitest|fast-check)'|NETWORKD_RUNS/;
  return ['packages', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file}`,
      ),
    )
    .filter((file) => /^(packages\/[^/]+\/test|test\/hostile-plan)\/.*\.test\.ts$/.test(file))
    .filter((file) => scaled.test(readFileSync(join(root, file), 'utf8')))
    .sort();
}

/** Returns a whole number above 0, or ends. @param {string} option @param {string} text */
function whole(option, text) {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  console.error(`test:deep: --${option} ${text}: give a whole number above 0`);
  process.exit(2);
}
