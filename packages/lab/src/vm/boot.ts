import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Kernel } from './kernel.js';

/** A virtual machine that was started. */
export interface Vm {
  /** Gives it a line to read. */
  readonly tell: (line: string) => void;
  /** Its end, with the last that the kernel and the first processes said. */
  readonly ended: Promise<string>;
  readonly end: () => void;
}

export interface BootOptions {
  readonly kernel: Kernel;
  readonly accelerator: 'kvm' | 'tcg';
  /** A folder of this machine that it may write to. */
  readonly share: string;
  /** Hears each line that it says. */
  readonly hear: (line: string) => void;
}

const start = fileURLToPath(new URL('start.sh', import.meta.url));

/**
 * Boots a kernel in QEMU. It sees this machine's files; what it writes goes to memory, and in the shared folder to
 * that. It has no network, and ends when we do, however that is: by the signal that the kernel sends for our death
 * (prctl(2), PR_SET_PDEATHSIG).
 */
export function boot({ kernel, accelerator, share, hear }: BootOptions): Vm {
  const [output, readConsole] = unnamedFile();
  const command = ['--pdeathsig', 'KILL', 'qemu-system-x86_64', ...words(kernel, accelerator, share)];
  // QEMU takes the end of its standard input for that of its listener: it stays open.
  const child = spawn('setpriv', command, { stdio: ['pipe', 'pipe', 'pipe', output] });
  closeSync(output);
  child.stdin?.on('error', () => {}); // it has ended, which is told otherwise
  let complaints = '';
  child.stderr?.on('data', (piece: Buffer) => {
    complaints = `${complaints}${piece}`.slice(-2000);
  });
  if (child.stdout !== null)
    createInterface(child.stdout).on('line', (line) => hear(line.replace(/\r$/, '')));
  return {
    tell: (line) => child.stdin?.write(`${line}\n`),
    ended: endOf(child).then(() => `${complaints}${readConsole()}`.split('\n').slice(-40).join('\n')),
    end: () => child.kill('SIGKILL'),
  };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
}

/** Makes a file without a name: returns a descriptor that writes to it, and a function that reads it. */
function unnamedFile(): readonly [write: number, read: () => string] {
  const folder = mkdtempSync(join(tmpdir(), 'networkd-vm-'));
  const file = join(folder, 'console');
  const write = openSync(file, 'w');
  const read = openSync(file, 'r');
  rmSync(folder, { recursive: true });
  const readOnce = () => {
    const text = readFileSync(read, 'utf8');
    closeSync(read);
    return text;
  };
  return [write, readOnce];
}

/**
 * What each accelerator wants. An emulator keeps the code that it has translated for the address it was at: where
 * programs are loaded at other addresses each time, all of a program and its libraries is translated again for every
 * process (53 ms for `ip link`, 19 without). Where there are more processors than the machine can give, one waits for a
 * lock whose holder waits for the machine. There is no clock but the processor's counter that is read without leaving
 * the emulation, and the fewer features a processor has, the fewer are emulated.
 */
const acceleration = {
  kvm: { device: ['-accel', 'kvm', '-cpu', 'max', '-smp', '2'], parameters: [] },
  tcg: {
    device: ['-accel', 'tcg,thread=multi,tb-size=512', '-cpu', 'qemu64', '-smp', '1'],
    parameters: ['norandmaps', 'tsc=reliable', 'clocksource=tsc'],
  },
} as const;

function words(kernel: Kernel, accelerator: BootOptions['accelerator'], share: string): readonly string[] {
  const { device, parameters } = acceleration[accelerator];
  const told = { modules: kernel.modules, share, node: process.execPath };
  const folder = (id: string, path: string, more = '') => [
    ...['-fsdev', `local,id=${id},path=${path},security_model=none,multidevs=remap${more}`],
    ...['-device', `virtio-9p-pci,fsdev=${id},mount_tag=${id}`],
  ];
  return [
    ...['-nodefaults', '-display', 'none', '-no-reboot', '-m', '4G', ...device],
    ...['-kernel', kernel.image, '-initrd', kernel.initramfs],
    ...[
      '-add-fd',
      'fd=3,set=1',
      '-chardev',
      'file,id=console,path=/dev/fdset/1',
      '-serial',
      'chardev:console',
    ],
    ...['-device', 'virtio-rng-pci', '-device', 'virtio-serial-pci'],
    ...['-chardev', 'stdio,id=words,signal=off', '-device', 'virtserialport,chardev=words'],
    ...folder('root', '/', ',readonly=on'),
    ...folder('share', share),
    '-append',
    [
      'console=ttyS0 loglevel=5 panic=-1 mitigations=off',
      ...parameters,
      `networkd.start=${start}`,
      ...Object.entries(told).map(
        ([name, text]) => `networkd.${name}=${Buffer.from(text).toString('base64')}`,
      ),
    ].join(' '),
  ];
}
