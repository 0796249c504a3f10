/**
 * Fetches the programs that take NICs for their own and would start with the machine if they were installed, and all that they
 * need which is not here. What is there is not fetched again; remove the folder for newer ones. Where they cannot be had, what is
 * to run beside them is skipped, and says so.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheOf, run, unpack } from './debian.mjs';

const packages = ['network-manager', 'dbus-daemon', 'dhcpcd-base', 'isc-dhcp-client'];
const cache = cacheOf('networkd-neighbours');
const folder = join(cache, 'root');

/** What an installation would bring. */
const missing = () =>
  [
    ...String(run(['apt-get', 'install', '--simulate', '--no-install-recommends', ...packages])).matchAll(
      /^Inst (\S+)/gm,
    ),
  ].map(([, name = '']) => name);

try {
  mkdirSync(cache, { recursive: true });
  if (!existsSync(folder)) {
    run(['apt-get', '-qq', 'update']);
    console.log(`neighbours: ${packages.join(', ')}`);
    unpack(missing(), folder);
  }
} catch (error) {
  console.warn(`neighbours: ${error instanceof Error ? error.message.trim() : error}`);
}
