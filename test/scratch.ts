/** A throw-away machine: new namespaces of network, mounts and processes, which end with their first process. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';

/** What unshare(1) is told before the command that is to be the first process of the machine. */
export const scratch = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--'];

/** Runs a command as the first process of a machine, in a folder of ours. */
export function inScratch(command: readonly string[], cwd = '/'): SpawnSyncReturns<string> {
  return spawnSync('unshare', [...scratch, ...command], { cwd, encoding: 'utf8', timeout: 60_000 });
}

export function isOnPath(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
}

/** Why there can be no such machine here, or none with these tools; or nothing. */
export function whyNoScratch(tools: readonly string[]): string | undefined {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'not root';
  const missing = ['unshare', 'mount', ...tools].filter((tool) => !isOnPath(tool));
  if (missing.length > 0) return `not on this machine: ${missing.join(', ')}`;
  const { status, stderr } = inScratch(['true']);
  return status === 0 ? undefined : `no namespaces of our own here: ${stderr.trim()}`;
}
