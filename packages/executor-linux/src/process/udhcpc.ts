import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, type Run } from '../command/run.js';
import { makeFolder, readIfThere, replaceFile } from '../memory/file.js';
import { until } from '../until.js';
import {
  type DhcpPlace,
  leaseFile,
  linkFile,
  logFile,
  pidFile,
  udhcpcFolder,
} from './programs/udhcpc/files.js';
import { udhcpcScript } from './programs/udhcpc/script.js';
import { dhcpPlaces, dhcpProcessOf } from './udhcpc-process.js';

/** What was run, and what it said where it failed. */
export interface Attempt {
  readonly command: string;
  readonly output?: string;
}

/** What a server is asked for beside what udhcpc asks for anyway: classless routes (RFC 3442), and the MTU. */
export const asked = ['-O', 'staticroutes', '-O', 'mtu'] as const;

/** Tries of a round, seconds between them, and seconds between rounds: for ever. */
const rounds = ['-t', '4', '-T', '2', '-A', '5'];

/**
 * The script of DHCP clients, in the state folder: it is to be where programs may be run from, which Debian's /run is
 * not, and to stay where it is while a client lives.
 */
export function scriptIn(folder: string): string {
  const file = join(folder, 'udhcpc.sh');
  makeFolder(folder);
  if (readIfThere(file) !== udhcpcScript) replaceFile(file, udhcpcScript, 0o700);
  return file;
}

/**
 * Starts the DHCP client of a link, in the foreground of a session of its own, in place of one that was there, and waits
 * until it can be found again. It asks until it gets a lease, keeps that, and gives it back when it is stopped.
 */
export async function startDhcp(run: Run, place: DhcpPlace, folder: string): Promise<Attempt> {
  const { netns, device } = place;
  const program = [
    'udhcpc',
    '-f',
    '-R',
    '-i',
    device,
    '-p',
    pidFile(place),
    ...rounds,
    ...asked,
    '-s',
    scriptIn(folder),
  ];
  const inside = netns === undefined ? [] : ['ip', 'netns', 'exec', netns];
  const command = [...inside, ...program].join(' ');
  const index = await indexOf(run, place);
  if (index === undefined) return { command, output: `there is no link ${device}` };
  await stopDhcp(place);
  mkdirSync(udhcpcFolder, { recursive: true, mode: 0o700 });
  writeFileSync(linkFile(place), `${index}\n`, { mode: 0o600 });
  writeFileSync(`${leaseFile(place)}.new`, '', { mode: 0o600 });
  const words = [...inside, 'env', `NETWORKD_LEASE=${leaseFile(place)}`, ...program];
  const pid = launch(words, logFile(place));
  if (pid === undefined) return { command, output: 'udhcpc cannot be started: install it' };
  const runs = () => dhcpProcessOf(place)?.isThere === true;
  await until(() => runs() || !existsSync(`/proc/${pid}/exe`));
  if (runs()) return { command };
  const said = readFileSync(logFile(place), 'utf8').trim();
  await stopDhcp(place);
  return { command, output: said === '' ? 'it did not start' : said };
}

/** Stops the DHCP client of a link, which gives its lease back and takes its address away, and removes its files. */
export async function stopDhcp(place: DhcpPlace): Promise<void> {
  const running = dhcpProcessOf(place);
  if (running !== undefined) {
    send(running.pid, 'SIGTERM');
    if (!(await until(() => !existsSync(`/proc/${running.pid}/exe`)))) send(running.pid, 'SIGKILL');
  }
  const lease = leaseFile(place);
  const files = [pidFile(place), linkFile(place), lease, `${lease}.new`, `${lease}.tmp`, logFile(place)];
  for (const file of files) rmSync(file, { force: true });
}

/** Has every client ask at once whether its lease still holds: behind the cable there may be another network now. */
export function renewAll(): readonly DhcpPlace[] {
  const places = dhcpPlaces();
  for (const place of places) {
    const running = dhcpProcessOf(place);
    if (running !== undefined) send(running.pid, 'SIGUSR1');
  }
  return places;
}

async function indexOf(run: Run, { netns, device }: DhcpPlace): Promise<number | undefined> {
  const inside = netns === undefined ? [] : ['-n', netns];
  const { stdout } = await run({ argv: ['ip', ...inside, '-oneline', 'link', 'show', 'dev', device] });
  const text = /^(\d+):/.exec(stdout)?.[1];
  return text === undefined ? undefined : Number(text);
}

/** A process may have ended by itself meanwhile. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {}
}
