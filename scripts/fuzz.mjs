// Runs the parsers under a fuzzer that is guided by coverage: npm run fuzz [-- TARGET …] [--minutes N]. Each target takes
// its share of the time and begins with its corpus. An input that breaks a parser is kept in test/fuzz/found. With --keep, of the
// inputs that the fuzzer came upon those are put into the corpus that reach what no smaller one reaches.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const folder = 'test/fuzz';
const all = readdirSync(join(folder, 'targets')).map((name) => basename(name, '.ts'));
const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '8' }, keep: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const targets = positionals.length > 0 ? positionals : all;
const unknown = targets.filter((name) => !all.includes(name));
const seconds = (Number(values.minutes) * 60) / targets.length;
if (unknown.length > 0 || !(seconds > 0)) {
  console.error(`fuzz: give some of ${all.join(', ')}, and --minutes above 0`);
  process.exit(1);
}

const scratch = mkdtempSync(join(tmpdir(), 'networkd-fuzz-'));
/** Jazzer.js asks for a newer glibc than Debian 12 has; this one is JavaScript. */
const fuzzer = createRequire(import.meta.url).resolve('jsfuzz/build/src/index.js');
const found = resolve(folder, 'found');

/**
 * Fuzzes one target, and gives how much it found; it is stopped from outside, since the fuzzer goes on for ever.
 *
 * @param {string} target
 */
async function fuzz(target) {
  const file = join(scratch, `${target}.cjs`);
  // The fuzzer reads no newer JavaScript, and what it has not read gives it no coverage.
  await build({
    entryPoints: [join(folder, 'targets', `${target}.ts`)],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2019',
    mainFields: ['module', 'main'],
    tsconfig: 'tsconfig.json',
    supported: { 'class-field': false, bigint: true },
    logLevel: 'error',
  });
  const corpus = join(scratch, target);
  cpSync(join(folder, 'corpus', target), corpus, { recursive: true });
  const child = spawn(process.execPath, [fuzzer, basename(file), target, '--timeout=60'], {
    cwd: scratch,
    detached: true,
  });
  const timer = setTimeout(() => end(child), seconds * 1000);
  let last = '';
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      said = (said + data).slice(-4000);
      last = said.match(/^#\d+.*cov: \d+.*$/gm)?.at(-1) ?? last;
    });
  }
  await new Promise((done) => child.on('close', done));
  clearTimeout(timer);
  const [, runs = '0', coverage = '0'] = /^#(\d+).*?cov: (\d+)/.exec(last) ?? [];
  if (runs === '0') throw new Error(`${target}: the fuzzer did not run: ${said}`);
  const crashes = readdirSync(scratch).filter((name) => /^(?:crash|timeout|oom)-/.test(name));
  console.log(`${target}: ${runs} executions, coverage ${coverage}, ${crashes.length} found`);
  for (const crash of crashes) {
    mkdirSync(found, { recursive: true });
    cpSync(join(scratch, crash), join(found, `${target}-${crash}`));
    rmSync(join(scratch, crash));
    console.log(`${said}\nkept as ${join(found, `${target}-${crash}`)}`);
  }
  if (values.keep) await keep(target, file, corpus);
  return crashes.length;
}

/**
 * Puts into the corpus what reaches code that neither the corpus nor a smaller input reaches.
 *
 * @param {string} target
 * @param {string} file The bundled target.
 * @param {string} corpus The folder of all that the fuzzer came upon.
 */
async function keep(target, file, corpus) {
  const { fuzz } = createRequire(import.meta.url)(file);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  /** @type {Set<string>} */
  const reached = new Set();
  /** @param {Buffer} input */
  const isNew = async (input) => {
    try {
      fuzz(input);
    } catch {
      return false;
    }
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const ranges = result
      .filter(({ url }) => url.endsWith(file))
      .flatMap(({ functions }) => functions.flatMap((each) => each.ranges))
      .filter(({ count }) => count > 0)
      .map(({ startOffset, endOffset }) => `${startOffset}-${endOffset}`);
    const before = reached.size;
    for (const range of ranges) reached.add(range);
    return reached.size > before;
  };
  const own = join(folder, 'corpus', target);
  for (const name of readdirSync(own)) await isNew(readFileSync(join(own, name)));
  const inputs = readdirSync(corpus).map((name) => readFileSync(join(corpus, name)));
  let kept = 0;
  for (const input of inputs.sort((a, b) => a.length - b.length)) {
    if (input.length > 4096 || !(await isNew(input))) continue;
    kept += 1;
    writeFileSync(join(own, createHash('sha256').update(input).digest('hex').slice(0, 12)), input);
  }
  session.disconnect();
  console.log(`${target}: ${kept} of ${inputs.length} inputs kept in ${own}`);
}

/**
 * Ends the fuzzer with the process that it has for the target.
 *
 * @param {import('node:child_process').ChildProcess} fuzzer
 */
function end({ pid, exitCode }) {
  if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGKILL');
}

try {
  let count = 0;
  for (const target of targets) count += await fuzz(target);
  process.exitCode = count > 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true });
}
