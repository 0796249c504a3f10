import type { JournalEntry } from '@networkd/executor-linux';
import type { Command } from 'commander';
import { perform } from '../error/perform.js';
import { type LoadLinux, linuxOptions, type MachineOptions } from '../machine.js';
import { stateOption, verb } from '../option/options.js';
import { print } from '../terminal/io.js';
import { type Paint, painter } from '../terminal/style.js';
import { short } from '../terminal/tell.js';
import { many } from '../word/many.js';
import { versionsOf } from '../word/versions.js';

interface HistoryOptions extends MachineOptions {
  readonly json?: true;
}

export function historyCommand(load: LoadLinux): Command {
  return verb('history', 'print what was applied on this node and how it ended, oldest first', ['tn history'])
    .addOption(stateOption())
    .option('--json', 'print as JSON')
    .action((options: HistoryOptions) => history(load, options));
}

async function history(load: LoadLinux, options: HistoryOptions): Promise<void> {
  const { linux } = await load();
  const entries = await perform(linux(linuxOptions(options)).history());
  const paint = painter(process.stdout);
  if (options.json) await print(`${JSON.stringify(entries, null, 2)}\n`);
  else
    await print(
      entries.length === 0
        ? 'Nothing was applied here yet\n'
        : entries.map((each) => line(each, paint)).join(''),
    );
}

const colors = {
  Intended: 'dim',
  Kept: 'dim',
  Applied: 'green',
  Confirmed: 'green',
  RolledBack: 'yellow',
  Interrupted: 'red',
  Failed: 'red',
} as const satisfies Record<JournalEntry['kind'], string>;

const widest = Object.keys(colors).reduce((most, { length }) => Math.max(most, length), 0);

function line(entry: JournalEntry, paint: Paint): string {
  const { time, kind, plan, node, owners, operations } = entry;
  const undoes =
    'undoes' in entry && entry.undoes !== undefined ? `, takes back plan ${short(entry.undoes)}` : '';
  const message = 'message' in entry && entry.message !== undefined ? `: ${entry.message}` : '';
  const what = `${versionsOf(owners)} on node ${node}, plan ${short(plan)}, ${many(operations, 'operation')}`;
  return `${time}  ${paint(colors[kind], kind.padEnd(widest))}  ${what}${undoes}${message}\n`;
}
