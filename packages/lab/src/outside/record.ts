import type { Folders } from './files.js';
import { commandsOf, machine, mark } from './script.js';
import type { Entries } from './source.js';
import { ofMachine, ofNamespace } from './sources.js';

/** What is written down of a machine: sections with their entries, by namespaces, `host` and `machine` among them. */
export type MachineRecord = ReadonlyMap<string, ReadonlyMap<string, Entries>>;

/** Reads what the script of these folders has printed. */
export function recordOf(output: string, folders: Folders): MachineRecord {
  const record = new Map<string, Map<string, Map<string, unknown>>>();
  for (const part of output.split(mark).slice(1)) {
    const end = part.indexOf('\n');
    const [name = '', place = ''] = part.slice(0, end).split('\t');
    const sources = name === machine ? ofMachine(folders) : ofNamespace;
    const command = commandsOf(sources)[Number(place)];
    const namespace = record.get(name.trim()) ?? new Map<string, Map<string, unknown>>();
    record.set(name.trim(), namespace);
    for (const { section, entries } of sources.filter((each) => each.command === command)) {
      const known = namespace.get(section) ?? new Map<string, unknown>();
      namespace.set(section, known);
      for (const [entry, said] of entries(part.slice(end + 1))) known.set(entry, said);
    }
  }
  return record;
}
