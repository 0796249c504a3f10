/**
 * `npm run demo [-- --full]`: installs the npm packages, builds, and shows what `tn` makes of the network in examples/004-demo,
 * on two screens; with --full all of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = 'examples/004-demo';
const documents = ['-t', `${example}/tenant-network.json`, '-i', `${example}/inventory.json`];
const next = ['-t', `${example}/next-tenant-network.json`, '-i', `${example}/inventory.json`];
const picture = 'demo/mesh.svg';

/**
 * Runs a command in the folder of the repository; the demo ends where it fails.
 * @param {string[]} command @param {import('node:child_process').StdioOptions} stdio
 */
const run = ([program = '', ...args], stdio) => {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio });
  if (error) console.error(`demo: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
};

/** Does what the rest needs, of which only what goes wrong is of interest. @param {string} title @param {string} script */
const prepare = (title, script) => {
  console.error(`${title} …`);
  run([process.execPath, script], ['ignore', 'ignore', 'inherit']);
};

/** Says what comes, shows the command, and runs it. @param {string} title @param {string[]} args */
const show = (title, ...args) => {
  const tn = 'node_modules/.bin/tn';
  console.log(`\n=== ${title}\n$ ${[tn, ...args].join(' ')}\n`);
  run([tn, ...args], 'inherit');
};

const earlier = ['--from', `${example}/tenant-network.json`];

const isFull = isFullAsked();
console.log(
  'networkd plans a mesh of seven nodes and a laptop: two public nodes, two of one family, three behind NAT.',
);
prepare('Installing npm packages', 'scripts/setup.mjs');
prepare('Building', 'scripts/build.mjs');

mkdirSync(join(root, 'demo'), { recursive: true });
writeFileSync(join(root, 'demo/.gitignore'), '*\n');

show('The documents are right', 'check', ...documents);
if (isFull) {
  show('The mesh as a picture', 'graph', ...documents, '-f', 'svg', '-o', picture);
  console.log(join(root, picture));
  show('Who reaches whom, and over whom', 'reach', ...documents);
  show('A hidden node, from nothing', 'plan', ...documents, '-n', 'home-1');
  show('An aggregator, from nothing', 'plan', ...documents, '-n', 'ghent-1');
  console.log('\nThe next version: oslo-1 joins, cairo-1 leaves, home-1 has a new key.');
  show('The update of the aggregator', 'plan', ...next, '-n', 'ghent-1', ...earlier);
} else {
  show('Two nodes behind NAT reach each other', 'reach', ...documents, '--from', 'attic-1', '--to', 'home-1');
}
show(
  'The next version, where oslo-1 joins, cairo-1 leaves and home-1 has a new key',
  'plan',
  ...next,
  '-n',
  'home-1',
  ...earlier,
);
if (!isFull)
  console.log('\nMore: npm run demo -- --full. To begin with a network of your own: docs/documents.md.');

/** Tells whether all of it is asked for, or ends. */
function isFullAsked() {
  try {
    return parseArgs({ options: { full: { type: 'boolean' } } }).values.full === true;
  } catch (error) {
    console.error(`demo: ${error instanceof Error ? error.message : error}`);
    process.exit(2);
  }
}
