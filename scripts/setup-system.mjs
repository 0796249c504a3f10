/**
 * `npm run setup:system`: installs the system tools that tests need and that are missing, where it may: as root on Debian or
 * Ubuntu. Says nothing when nothing is. A missing tool is no failure: the tests that need it skip, and say so.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

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

/** Services that come with a tool: left out, so that none is started, now or with the machine. */
const services = ['/lib/systemd/system/*', '/usr/lib/systemd/system/*', '/etc/init.d/*'];

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** @param {string[]} args */
const aptGet = (...args) => spawnSync('apt-get', args, { env, stdio: 'inherit' });

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

const missing = Object.keys(tools).filter((binary) => !onPath(binary));
const packages = missing.map((binary) => tools[binary] ?? binary);
if (missing.length > 0 && process.getuid?.() === 0 && onPath('apt-get')) {
  const without = services.flatMap((path) => ['-o', `Dpkg::Options::=--path-exclude=${path}`]);
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', '--no-install-recommends', ...without, ...packages);
}
const still = missing.filter((binary) => !onPath(binary));
if (still.length > 0) {
  console.warn(`setup: not on this machine: ${still.join(', ')}. The tests that need them are skipped.`);
  console.warn(`setup: on Debian or Ubuntu: apt-get install ${still.map((b) => tools[b]).join(' ')}`);
}
