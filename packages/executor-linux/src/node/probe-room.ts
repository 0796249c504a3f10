import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from '@networkd/planner';
import type { Invocation, Run } from '../command/run.js';
import { makeFolder, namesIn, readIfThere, replaceFile } from '../memory/file.js';
import { ask } from '../observe/ask.js';
import { type FoundLink, isUp } from '../observe/ip/link.js';
import { namespaceNames } from '../observe/netns/namespace.js';
import { toldToNamespaces } from './ipv6-default.js';

/**
 * How a NIC was before it was taken out of the host's namespace: what it loses by that. Written down before it goes, so
 * that who comes after a probe that died can put it back.
 */
interface Before {
  readonly nic: string;
  readonly up: boolean;
  readonly mtu?: number;
  /** Other names of it, ip-link(8) `altname`. */
  readonly altnames?: readonly string[];
  /** Its parameters in /proc/sys/net, by their files there. */
  readonly parameters: Readonly<Record<string, string>>;
}

const folder = join(runFolder, 'probe');

const prefix = 'networkd-probe-';

/** Returns the name of the namespace in which a NIC is probed. The name says that it is ours, and for which NIC. */
export function roomOf(nic: string): string {
  return `${prefix}${nic}`;
}

/** Where the parameters of links are: none of them travels with a link. */
const parameterFolders = ['ipv4/conf', 'ipv4/neigh', 'ipv6/conf', 'ipv6/neigh'];

/**
 * Puts the NIC into a namespace of its own. Throws `NotObserved` where that cannot be done. Then the NIC is where it
 * was.
 */
export async function enter(run: Run, link: FoundLink): Promise<void> {
  const { ifname: nic, mtu, altnames = [] } = link;
  const before: Before = { nic, up: isUp(link), mtu, altnames, parameters: parametersOf(nic) };
  makeFolder(folder);
  replaceFile(fileOf(nic), JSON.stringify(before));
  const room = roomOf(nic);
  try {
    await ask(run, { argv: ['ip', 'netns', 'add', room] });
    // Nothing but questions is sent from its addresses, so nobody has to be asked for two seconds whether they are free.
    // Where there is no IPv6 there is no such parameter.
    const told = ['net.ipv6.conf.default.accept_dad=0', ...toldToNamespaces()];
    await run({ argv: ['ip', 'netns', 'exec', room, 'sysctl', '-qw', ...told] });
    await ask(run, { argv: ['ip', 'link', 'set', 'dev', nic, 'netns', room] });
  } catch (error) {
    await leave(run, nic);
    throw error;
  }
}

/**
 * Brings the NIC back as it was, and removes the namespace. Removes it only after that, and only if the NIC is out of
 * it. With a namespace the kernel removes the virtual links in it, and moves hardware to where it booted.
 */
export async function leave(run: Run, nic: string): Promise<void> {
  const room = roomOf(nic);
  if (namespaceNames().includes(room)) {
    const { stdout } = await run({ argv: ['ip', 'netns', 'pids', room] });
    for (const pid of stdout.split('\n').filter((line) => line !== '')) end(Number(pid));
    const back: Invocation = { argv: ['ip', '-n', room, 'link', 'set', 'dev', nic, 'netns', '1'] };
    const outcome = await run(back);
    if (!/Cannot find device/.test(outcome.stderr)) await ask(async () => outcome, back);
    await run({ argv: ['ip', 'netns', 'delete', room] });
  }
  await restore(run, nic);
  rmSync(fileOf(nic), { force: true });
}

/**
 * Puts back where it was what dead probes have left. A command of such a probe may end after the probe, so this looks
 * for the namespaces, too.
 */
export async function tidyRooms(run: Run): Promise<void> {
  const recorded = namesIn(folder).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
  const rooms = namespaceNames().filter((name) => name.startsWith(prefix));
  const nics = new Set([...recorded, ...rooms.map((name) => name.slice(prefix.length))]);
  for (const nic of nics) await leave(run, nic);
}

async function restore(run: Run, nic: string): Promise<void> {
  const before = readBefore(nic);
  if (before === undefined) return;
  const set = ['ip', 'link', 'set', 'dev', nic];
  if (before.mtu !== undefined) await run({ argv: [...set, 'mtu', String(before.mtu)] });
  // What is there already is refused, and that is all.
  for (const name of before.altnames ?? []) {
    await run({ argv: ['ip', 'link', 'property', 'add', 'dev', nic, 'altname', name] });
  }
  const there = parametersOf(nic);
  for (const [file, value] of Object.entries(before.parameters)) {
    if (there[file] !== value) write(`/proc/sys/net/${file}`, value);
  }
  if (before.up) await run({ argv: [...set, 'up'] });
}

function readBefore(nic: string): Before | undefined {
  try {
    const before: Before = JSON.parse(readIfThere(fileOf(nic)) ?? '');
    return before.nic === nic ? before : undefined;
  } catch {
    return undefined;
  }
}

function parametersOf(nic: string): Before['parameters'] {
  const files = parameterFolders.flatMap((folder) =>
    namesIn(`/proc/sys/net/${folder}/${nic}`).map((name) => `${folder}/${nic}/${name}`),
  );
  return Object.fromEntries(
    files.flatMap((file) => {
      try {
        return [[file, readFileSync(`/proc/sys/net/${file}`, 'utf8').trim()]];
      } catch {
        // One that was never set cannot be read either, as `stable_secret`.
        return [];
      }
    }),
  );
}

function write(file: string, value: string): void {
  try {
    writeFileSync(file, value);
  } catch {
    // As it is not there any more, nothing is lost.
  }
}

/** Ends a process of a probe that died: nobody waits for it. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {}
}

function fileOf(nic: string): string {
  return join(folder, `${nic}.json`);
}
