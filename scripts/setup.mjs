/**
 * Installs what is missing, and says nothing when nothing is: npm packages everywhere, Debian packages where it may.
 * A missing system tool is no failure: the tests that need it skip, and say so.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {Record<string, string>} binary → Debian package */
const tools = {
  shellcheck: 'shellcheck',
  ip: 'iproute2',
  wg: 'wireguard-tools',
  'wireguard-go': 'wireguard-go',
  nft: 'nftables',
  'iptables-nft-restore': 'iptables',
  bridge: 'iproute2',
  tc: 'iproute2',
  sysctl: 'procps',
  unshare: 'util-linux',
  flock: 'util-linux',
  setpriv: 'util-linux',
  strace: 'strace',
  mount: 'mount',
  ping: 'iputils-ping',
  conntrack: 'conntrack',
  iperf3: 'iperf3',
  tcpdump: 'tcpdump',
  udhcpc: 'udhcpc',
  busybox: 'busybox',
  dnsmasq: 'dnsmasq-base',
  radvd: 'radvd',
  nmap: 'nmap',
  ss: 'iproute2',
  ps: 'procps',
  'qemu-system-x86_64': 'qemu-system-x86',
  depmod: 'kmod',
  fish: 'fish',
  zsh: 'zsh',
};

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** @param {string} command @param {readonly string[]} args */
const run = (command, args) => spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status === 0;

const installed = () => {
  const lock = join(root, 'package-lock.json');
  const done = join(root, 'node_modules/.package-lock.json');
  return existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs;
};

/** @param {string} binary */
const onPath = (binary) =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(join(folder, binary), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

if (!installed()) {
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  if (!run('npm', ['ci', ...flags])) process.exit(1);
}

const missing = Object.keys(tools).filter((binary) => !onPath(binary));
const packages = missing.map((binary) => tools[binary] ?? binary);
if (missing.length > 0 && process.getuid?.() === 0 && onPath('apt-get')) {
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}
const still = missing.filter((binary) => !onPath(binary));
if (still.length > 0) {
  console.warn(`setup: not on this machine: ${still.join(', ')}. The tests that need them are skipped.`);
  console.warn(`setup: on Debian or Ubuntu: apt-get install ${still.map((b) => tools[b]).join(' ')}`);
}
