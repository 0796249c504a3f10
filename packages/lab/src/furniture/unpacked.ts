import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where scripts/neighbours.mjs keeps what it fetched. */
const root = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'networkd-neighbours/root');

const libraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((machine) => [
  ...[`usr/lib/${machine}`, `lib/${machine}`, `usr/lib/${machine}/systemd`],
]);

/** The environment in which programs are found that were unpacked and not installed, with their libraries. */
export const unpackedEnvironment: Readonly<Record<string, string>> = {
  PATH: [
    ...['usr/sbin', 'sbin', 'usr/bin', 'bin'].map((folder) => join(root, folder)),
    process.env['PATH'] ?? '',
  ].join(':'),
  LD_LIBRARY_PATH: libraries.map((folder) => join(root, folder)).join(':'),
};

/** Returns where a file of a package is, given without its first slash: unpacked, or installed; or nothing. */
export function unpackedFile(path: string): string | undefined {
  return [join(root, path), join('/', path)].find(existsSync);
}

/** Says why one of the programs is not here, or nothing. */
export function whyNotUnpacked(programs: readonly string[]): string | undefined {
  const folders = (unpackedEnvironment['PATH'] ?? '').split(':');
  const missing = programs.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
  return missing.length === 0
    ? undefined
    : `not on this machine: ${missing.join(', ')}; node scripts/neighbours.mjs fetches them`;
}
