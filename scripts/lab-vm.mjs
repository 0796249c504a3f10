/**
 * `npm run lab:vm [-- all] [-- PATTERN…]`: runs tests on Debian's own kernels in QEMU: the short ones, or
 * with `all` those that take long as well; of them the files whose path has a PATTERN in it.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
const patterns = words.filter((word) => word !== 'all');
const projects = ['linux-6.1', 'linux-6.12', 'modules', 'uplinks'].flatMap((name) => ['--project', name]);

for (const step of [
  ['scripts/setup.mjs'],
  ['scripts/setup-system.mjs'],
  ['scripts/kernels.mjs'],
  ['scripts/build.mjs'],
  ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...patterns],
]) {
  const env = { ...process.env, NETWORKD_KERNELS: words.includes('all') ? 'all' : 'usual' };
  const { status } = spawnSync(process.execPath, step, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
