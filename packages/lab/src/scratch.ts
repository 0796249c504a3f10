/** A throw-away machine: new namespaces of network, mounts and processes, which end with their first process. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { kernelOf, type Line } from './vm/kernel.js';

/** What unshare(1) is told before the command that is to be the first process of the machine. */
export const scratch = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--'];

/** In milliseconds, after which a machine hangs: far more than anything takes, on an emulated processor too. */
const patience = 900_000;

const { NETWORKD_VM, NETWORKD_VM_LINE } = process.env;

/** How unshare(1) is started: here, or in the virtual machine that the tests are to run in. */
export const unshare: readonly [command: string, ...args: string[]] =
  NETWORKD_VM === undefined
    ? ['unshare']
    : [process.execPath, fileURLToPath(new URL('vm/client.mjs', import.meta.url)), 'unshare'];

/** Runs a command as the first process of a machine, in a folder of ours. */
export function inScratch(command: readonly string[], cwd = '/'): SpawnSyncReturns<string> {
  const [program, ...words] = unshare;
  return spawnSync(program, [...words, ...scratch, ...command], { cwd, encoding: 'utf8', timeout: patience });
}

export function isOnPath(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
}

/** Says why there can be no such machine here, or not with these tools. Returns nothing where there can be one. */
export function whyNoScratch(tools: readonly string[]): string | undefined {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  const missing = ['unshare', 'mount', ...tools].filter((tool) => !isOnPath(tool));
  if (missing.length > 0) return `not on this machine: ${missing.join(', ')}`;
  if (NETWORKD_VM_LINE !== undefined) {
    const kernel = kernelOf(NETWORKD_VM_LINE as Line);
    return typeof kernel === 'string' ? `no Linux ${NETWORKD_VM_LINE}: ${kernel}` : undefined;
  }
  const { status, stderr } = inScratch(['true']);
  return status === 0 ? undefined : `no namespaces of our own here: ${stderr.trim()}`;
}
