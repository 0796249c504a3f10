/**
 * Fetches Debian's own kernels for the tests that boot them: downloaded and unpacked into a cache, never installed. What is
 * there is not fetched again; remove the folder for newer ones. A kernel that cannot be had is no failure: what is to run on
 * it is skipped, and says so.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheOf, run, unpack } from './debian.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const cache = cacheOf('networkd-kernels');

/** What is there, by the line of kernels: its folder, or why there is no such kernel. */
const list = join(cache, 'kernels.json');

/** The package that stands for the newest kernel of a line. */
const lines = { 6.1: 'linux-image-amd64', 6.12: 'linux-image-6.12-amd64' };

/** What the initramfs loads before there is a root, with all that it needs. */
const modules = ['virtio_pci', '9pnet_virtio', '9p', 'overlay', 'virtio_rng', 'virtio_console'];

/** The first process. */
const init = join(root, 'packages/lab/src/vm/init.sh');

/** The package of the kernel itself that such a package depends on now. @param {string} line @param {string} meta */
const packageOf = (line, meta) => {
  const text = String(run(['apt-cache', 'depends', meta]));
  const name = /^ *Depends: (linux-image-\S+)$/m.exec(text)?.[1];
  if (name === undefined) throw new Error(`apt knows no kernel for ${meta}`);
  if (!name.startsWith(`linux-image-${line}.`))
    throw new Error(`${meta} is ${name} here, and not Linux ${line}`);
  return name;
};

/** Unpacks a package into a folder of its own, and gives that. @param {string} name @param {(folder: string) => void} [finish] */
const unpacked = (name, finish) => {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  console.log(`kernels: ${name}`);
  unpack([name], folder, finish);
  return folder;
};

/** Makes the folder of a line's kernel ready, and gives its name. @param {string} name */
const prepared = (name) => {
  const release = name.slice('linux-image-'.length);
  const folder = unpacked(name, (made) => {
    run(['depmod', '-b', made, release]);
    run(['ln', '-s', `boot/vmlinuz-${release}`, join(made, 'vmlinuz')]);
  });
  const initramfs = join(folder, 'initramfs');
  if (!existsSync(initramfs) || statSync(initramfs).mtimeMs < statSync(init).mtimeMs) {
    writeFileSync(`${initramfs}.new`, initramfsOf(folder, release));
    renameSync(`${initramfs}.new`, initramfs);
  }
  return name;
};

/** A cpio archive of a static busybox, the modules, and what they are loaded by. @param {string} folder @param {string} release */
const initramfsOf = (folder, release) => {
  const busybox = join(unpacked('busybox-static'), 'bin/busybox');
  const tree = mkdtempSync(join(cache, 'new-'));
  try {
    run([
      'mkdir',
      ...['bin', 'modules', 'proc', 'sys', 'dev', 'lower', 'upper', 'root'].map((each) => join(tree, each)),
    ]);
    run(['cp', busybox, join(tree, 'bin/busybox')]);
    run(['install', '-m', '755', init, join(tree, 'init')]);
    const files = modules.flatMap((each) =>
      String(run(['modprobe', '-d', folder, '-S', release, '--show-depends', each]))
        .split('\n')
        .flatMap((text) => /^insmod (\S+)/.exec(text)?.[1] ?? []),
    );
    const names = [...new Set(files)].map((file) => {
      const name = basename(file, '.xz');
      writeFileSync(
        join(tree, 'modules', name),
        file.endsWith('.xz') ? run([busybox, 'xzcat', file]) : readFileSync(file),
      );
      return name;
    });
    writeFileSync(join(tree, 'modules/order'), names.map((each) => `${each}\n`).join(''));
    return run(['sh', '-c', `find . | ${busybox} cpio -o -H newc`], tree);
  } finally {
    rmSync(tree, { recursive: true });
  }
};

/** What was fetched before, where all of it is still there. @returns {Record<string, { kernel?: string, why?: string }>} */
const known = () => {
  try {
    return JSON.parse(readFileSync(list, 'utf8'));
  } catch {
    return {};
  }
};

mkdirSync(cache, { recursive: true });
const before = known();
const isHere = (/** @type {string} */ line) => existsSync(join(cache, before[line]?.kernel ?? 'none'));
/** @type {typeof before} */
const found = {};
for (const [line, meta] of Object.entries(lines)) {
  try {
    if (!isHere(line)) run(['apt-get', '-qq', 'update']);
    found[line] = { kernel: prepared(isHere(line) ? (before[line]?.kernel ?? '') : packageOf(line, meta)) };
  } catch (error) {
    const why = error instanceof Error ? error.message.trim() : String(error);
    found[line] = { why };
    console.warn(`kernels: no Linux ${line}: ${why}`);
  }
}
writeFileSync(list, `${JSON.stringify(found, undefined, 2)}\n`);
