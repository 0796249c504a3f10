/** Builds the packages in dependency order, and only those whose inputs are newer than their last build. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(root, 'node_modules/.cache/networkd-build');
const packages = ['planner', 'executor-dryrun', 'executor-linux', 'operator', 'cli'];

/** The time of the newest file or folder at or below a path. @param {string} path @returns {number} */
const newest = (path) => {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), found.mtimeMs);
};

const shared = ['tsconfig.base.json', 'package-lock.json'].map((file) => newest(join(root, file)));
let upstream = Math.max(...shared);

mkdirSync(stamps, { recursive: true });
for (const name of packages) {
  const folder = join(root, 'packages', name);
  const stamp = join(stamps, name);
  const own = ['src', 'package.json', 'tsconfig.json', 'tsup.config.ts'].map((f) => newest(join(folder, f)));
  const inputs = Math.max(upstream, ...own);
  const fresh = existsSync(stamp) && existsSync(join(folder, 'dist')) && statSync(stamp).mtimeMs > inputs;
  if (!fresh) {
    console.log(`build: @networkd/${name}`);
    rmSync(stamp, { force: true });
    const started = new Date();
    const tsup = join(root, 'node_modules/tsup/dist/cli-default.js');
    if (spawnSync(process.execPath, [tsup], { cwd: folder, stdio: 'inherit' }).status !== 0) {
      console.error(`build: @networkd/${name} failed`);
      process.exit(1);
    }
    writeFileSync(stamp, '');
    utimesSync(stamp, started, started); // so that an edit made during the build is not missed
  }
  upstream = Math.max(upstream, statSync(stamp).mtimeMs);
}

// npm links what a package runs when it installs it, and this was not built then.
const tn = join(root, 'node_modules/.bin/tn');
if (!existsSync(tn)) {
  rmSync(tn, { force: true });
  symlinkSync('../@networkd/cli/dist/tn.js', tn);
}
