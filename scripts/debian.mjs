/** Packages of Debian that tests need unpacked, not installed: nothing of them starts with the machine, or stays on it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where such a folder is: not in node_modules, which `npm ci` empties. @param {string} name */
export const cacheOf = (name) => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), name);

/** Runs a command to its end, and gives what it printed. @param {string[]} argv @param {string} [cwd] */
export const run = ([command = '', ...args], cwd = '/') => {
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin`, LC_ALL: 'C' };
  const outcome = spawnSync(command, args, { maxBuffer: 2 ** 28, env, cwd });
  if (outcome.status === 0) return outcome.stdout;
  throw new Error(`${command} ${args.join(' ')}: ${outcome.error?.message ?? outcome.stderr}`);
};

/**
 * Downloads packages and unpacks them into one folder, which is there whole or not at all.
 * @param {string[]} names @param {string} folder @param {(folder: string) => void} [finish]
 */
export const unpack = (names, folder, finish = () => {}) => {
  const made = mkdtempSync(join(dirname(folder), 'new-'));
  try {
    if (names.length > 0)
      run(['apt-get', '-qq', '-o', 'APT::Sandbox::User=root', 'download', ...names], made);
    for (const file of readdirSync(made)) {
      run(['dpkg', '-x', join(made, file), made]);
      rmSync(join(made, file));
    }
    finish(made);
    renameSync(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
};
