/**
 * Fetches the programs that take NICs for their own and would start with the machine if they were installed, and all that they
 * need which is not here. What is there is not fetched again until this list is another; remove the folder for newer ones. Where they
 * cannot be had, what is to run beside them is skipped, and says so.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheOf, run, unpack } from './debian.mjs';

const packages = 'network-manager dbus-daemon dhcpcd-base isc-dhcp-client netplan.io systemd'.split(' ');
const cache = cacheOf('networkd-neighbours');
const folder = join(cache, 'root');
/** In the folder: what it was fetched for. */
const list = 'packages';
const wanted = packages.join(' ');

/** What an installation would bring. */
const missing = () =>
  [
    ...String(run(['apt-get', 'install', '--simulate', '--no-install-recommends', ...packages])).matchAll(
      /^Inst (\S+)/gm,
    ),
  ].map(([, name = '']) => name);

function isFetched() {
  const file = join(folder, list);
  return existsSync(file) && readFileSync(file, 'utf8') === wanted;
}

try {
  mkdirSync(cache, { recursive: true });
  if (!isFetched()) {
    run(['apt-get', '-qq', 'update']);
    console.log(`neighbours: ${packages.join(', ')}`);
    unpack(missing(), folder, (made) => {
      writeFileSync(join(made, list), wanted);
      rmSync(folder, { recursive: true, force: true });
    });
  }
} catch (error) {
  console.warn(`neighbours: ${error instanceof Error ? error.message.trim() : error}`);
}
