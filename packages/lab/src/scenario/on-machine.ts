import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { scratch as namespaces, unshare } from '../scratch.js';

/** A machine just booted: nothing of ours, its own processes, mounts and network, gone when its first process ends. */
const boot = `set -eu
mount -t tmpfs tmpfs /run
[ -L /var/run ] || mount --bind /run /var/run
mount -t sysfs sysfs /sys
mkdir -p /run/netns /run/wireguard
ip link set dev lo up
exec "$@"
`;

/**
 * Runs a scenario, a module by its URL or its whole path, as the first process of a machine of its own, and returns
 * what it printed as JSON. It finds a folder for its files in the environment variable SCRATCH.
 */
export async function onMachine<A>(scenario: URL | string, ...args: readonly string[]): Promise<A> {
  const scratch = mkdtempSync(join(tmpdir(), 'networkd-machine-'));
  try {
    const module = join(scratch, 'scenario.mjs');
    buildSync({
      entryPoints: [typeof scenario === 'string' ? scenario : fileURLToPath(scenario)],
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      outfile: module,
      logLevel: 'error',
      tsconfig: resolve('tsconfig.json'),
      banner: {
        js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
      },
    });
    const script = join(scratch, 'boot.sh');
    writeFileSync(script, boot);
    const [program, ...words] = unshare;
    const argv = [...words, ...namespaces, 'sh', script, process.execPath, module, ...args];
    return JSON.parse(await outputOf(program, argv, scratch)) as A;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function outputOf(command: string, args: readonly string[], scratch: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, SCRATCH: scratch },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
      err += piece.toString();
    });
    child.on('close', (status) =>
      status === 0 ? resolve(out) : reject(new Error(`exit ${status}\n${err}${out}`)),
    );
  });
}
