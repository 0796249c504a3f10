/** `npm run demo`: installs, builds, and shows what `tn` makes of the network in examples/004-demo. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = 'examples/004-demo';
const documents = ['-t', `${example}/tenant-network.json`, '-i', `${example}/inventory.json`];
const next = ['-t', `${example}/next-tenant-network.json`, '-i', `${example}/inventory.json`];
const picture = 'demo/mesh.svg';

/** Runs a command as it is typed in the folder of the repository; the demo ends where it fails. @param {string[]} command */
const run = ([program = '', ...args]) => {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

/** Says what comes, shows the command, and runs it. @param {string} title @param {string[]} args */
const show = (title, ...args) => {
  const command = ['node', 'packages/cli/dist/tn.js', ...args];
  console.log(`\n=== ${title}\n$ ${command.join(' ')}\n`);
  run(command);
};

run(['node', 'scripts/setup.mjs']);
run(['node', 'scripts/build.mjs']);

mkdirSync(join(root, 'demo'), { recursive: true });
writeFileSync(join(root, 'demo/.gitignore'), '*\n');

show('The documents are right', 'check', ...documents);
show('The mesh as a picture', 'graph', ...documents, '-f', 'svg', '-o', picture);
console.log(`${join(root, picture)}`);
show('Who reaches whom, and over whom', 'reach', ...documents);
show('A hidden node, from nothing', 'plan', ...documents, '-n', 'home-1');
show('An aggregator, from nothing', 'plan', ...documents, '-n', 'ghent-1');

const observed = (/** @type {string} */ node) => [
  '-n',
  node,
  '--observed',
  `${example}/observed/${node}.json`,
];
console.log('\nThe next version: oslo-1 joins, cairo-1 leaves, home-1 has a new key.');
show('The update of the aggregator', 'plan', ...next, ...observed('ghent-1'));
show('The update of the hidden node', 'plan', ...next, ...observed('home-1'));
