/** `npm run setup`: installs the npm packages of the lock file where they are missing, and says nothing where none is. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const isInstalled = () => {
  const lock = join(root, 'package-lock.json');
  const done = join(root, 'node_modules/.package-lock.json');
  return existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs;
};

if (!isInstalled()) {
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', ['ci', ...flags], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
