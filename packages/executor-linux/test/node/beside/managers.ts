/** The programs of Debian that take NICs for their own, by settings that lie below /etc: they run, on the machine of a scenario. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { unpackedEnvironment, unpackedFile } from '@networkd/lab/furniture/unpacked';
import { type Difference, told } from '@networkd/lab/outside/differences';
import { until } from '@networkd/lab/scenario/segment';

const scratch = process.env['SCRATCH'] ?? '';
const bus = '/run/networkd-test-bus';
const env = { ...process.env, ...unpackedEnvironment, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${bus}` };

export interface Manager {
  /** Writes the settings by which it manages eth0. */
  readonly prepare: () => void;
  /** Starts it, and waits until it has looked at all links. */
  readonly start: () => Promise<ChildProcess>;
  /** Does a difference tell of what it writes for itself when it starts? */
  readonly isItsOwn: (difference: Difference) => boolean;
}

/** A bus for who is here: the system's own rules come with packages that are not installed. */
export async function startBus(): Promise<void> {
  const rules = join(scratch, 'bus.conf');
  writeFileSync(
    rules,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
      "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
    <busconfig><type>session</type><listen>unix:path=${bus}</listen><auth>EXTERNAL</auth><policy context="default">
    <allow user="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  spawn('dbus-daemon', [`--config-file=${rules}`, '--nofork', '--nopidfile'], { env, stdio: 'ignore' });
  await until(() => existsSync(bus), 60);
}

/** Runs a command that asks a manager, by the bus. */
export function ask(command: string): { readonly status: number | null; readonly stderr: string } {
  return spawnSync('sh', ['-c', command], { env, encoding: 'utf8' });
}

/** Where `/sys` cannot be written a manager believes that no udev will tell it of links, as in a container. */
async function started(command: string, name: string, isReady: (log: string) => boolean) {
  const log = join(scratch, `${name}.log`);
  const output = openSync(log, 'w');
  const script = `mount -o bind,remount,ro /sys; exec ${command}`;
  const child = spawn('unshare', ['--mount', 'sh', '-c', script], { env, stdio: ['ignore', output, output] });
  if (!(await until(() => isReady(readFileSync(log, 'utf8')), 120)))
    throw new Error(readFileSync(log, 'utf8'));
  return child;
}

const networkManager: Manager = {
  prepare: () => {
    mkdirSync('/etc/NetworkManager/conf.d', { recursive: true });
    // What a rule of udev says of both ends of a cable between namespaces. Here one end stands for a NIC, and is left out.
    writeFileSync(
      '/etc/NetworkManager/conf.d/85-veth.conf',
      '[device-veth]\nmatch-device=driver:veth,except:interface-name:eth0\nmanaged=0\n',
    );
    // What another has put there, which is to go on to hold.
    writeFileSync(
      '/etc/NetworkManager/conf.d/50-docker.conf',
      '[keyfile]\nunmanaged-devices=interface-name:docker0\n',
    );
    writeFileSync('/etc/NetworkManager/NetworkManager.conf', '[main]\nplugins=keyfile\ndhcp=internal\n');
  },
  start: () => started('NetworkManager --debug', 'NetworkManager', (log) => log.includes('startup complete')),
  // It is another process, and writes into its own folder what it knows.
  isItsOwn: (difference) => told(difference).includes('NetworkManager'),
};

/** As on a cloud's image: netplan(5) writes what systemd-networkd is to do, for all NICs of the usual names. */
const networkd: Manager = {
  prepare: () => {
    const image = join(scratch, 'image');
    mkdirSync(join(image, 'etc/netplan'), { recursive: true });
    writeFileSync(
      join(image, 'etc/netplan/90-default.yaml'),
      'network: {version: 2, ethernets: {all: {match: {name: "eth*"}, dhcp4: true, dhcp6: true}}}\n',
      { mode: 0o600 },
    );
    const { status, stderr } = spawnSync(
      unpackedFile('usr/libexec/netplan/generate') ?? '',
      ['--root-dir', image],
      { env, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`netplan: ${stderr}`);
    cpSync(join(image, 'run/systemd/network'), '/run/systemd/network', { recursive: true });
    // What its package would have made: it gives up being root.
    for (const [file, line] of [
      ['/etc/passwd', 'systemd-network:x:998:998::/:/usr/sbin/nologin\n'],
      ['/etc/group', 'systemd-network:x:998:\n'],
    ] as const) {
      if (!/^systemd-network:/m.test(readFileSync(file, 'utf8'))) appendFileSync(file, line);
    }
    mkdirSync('/etc/systemd/network', { recursive: true });
  },
  start: () =>
    started(unpackedFile('lib/systemd/systemd-networkd') ?? '', 'systemd-networkd', () =>
      /^ADMIN_STATE=(?!pending|initialized)/m.test(stateOf('eth0')),
    ),
  isItsOwn: (difference) => told(difference).includes('systemd'),
};

export const managers: Readonly<Record<string, Manager>> = {
  NetworkManager: networkManager,
  'systemd-networkd': networkd,
};

/** What systemd-networkd has written down of a link. */
function stateOf(nic: string): string {
  try {
    const index = readFileSync(`/sys/class/net/${nic}/ifindex`, 'utf8').trim();
    return readFileSync(`/run/systemd/netif/links/${index}`, 'utf8');
  } catch {
    return '';
  }
}
