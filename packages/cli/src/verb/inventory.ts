import { watchEntry } from '@networkd/operator';
import { documentText, inventoryEntry, type Node, writeInventory } from '@networkd/planner';
import type { Command } from 'commander';
import { type Farmer, type FarmerFiles, farmerOf } from '../document/farmer-words.js';
import { failure } from '../error/failure.js';
import { attempted, perform } from '../error/perform.js';
import { hostNode, type LoadLinux, linuxOptions, nodeNamed } from '../machine.js';
import { once, outputOption, seconds, verb } from '../option/options.js';
import { classification, explanation } from '../render/classification.js';
import { output } from '../terminal/io.js';
import { inJsonLines } from '../terminal/json-lines.js';
import { report as reportFailure } from '../terminal/report.js';

interface InventoryOptions extends FarmerFiles {
  readonly node?: string;
  readonly output?: string;
  readonly explain?: true;
  readonly json?: true;
  readonly watch?: true;
  readonly interval?: number;
}

/** Seconds between two reports at least, unless told. */
const defaultInterval = 60;

export function inventoryCommand(load: LoadLinux): Command {
  return verb(
    'inventory',
    'survey this node and print its inventory/1 entry: NICs, addresses, routes, ports in use; or what it is to others, and why',
    ['tn inventory -n a -o inventory.json', 'tn inventory -n a -i inventory.json --explain'],
    [
      'It needs root and changes nothing. What a node cannot find out by itself (inbound, external, lan, hidden, a public configuration) is taken from -i and -p.',
    ],
  )
    .addOption(once('-n, --node <NODE>', 'the id of this node; its host name by default'))
    .addOption(
      once(
        '-i, --inventory <FILE>',
        'an inventory with what the farmer says of this node, - for standard input',
      ),
    )
    .addOption(once('-p, --public-config <FILE>', 'what is to be its public configuration (public-config/1)'))
    .addOption(outputOption())
    .option('--explain', 'say how others reach the node in each family, or why not and what to do')
    .option('--json', 'print JSON on one line, errors included; with --explain what that says')
    .option('--watch', 'print again whenever something changed, until interrupted')
    .addOption(
      seconds(
        '--interval <SECONDS>',
        `with --watch: one report in so many; ${defaultInterval} by default`,
        1,
      ),
    )
    .action((options: InventoryOptions) => inJsonLines(options.json, () => inventory(load, options)));
}

async function inventory(load: LoadLinux, options: InventoryOptions): Promise<void> {
  const { watch, interval, output: file } = options;
  if (interval !== undefined && !watch) {
    throw failure('bad-arguments', '--interval', 'it is the time between reports; give --watch with it');
  }
  const node = options.node === undefined ? hostNode() : nodeNamed(options.node);
  const farmer = farmerOf(node, options);
  const linux = await load();
  const executor = linux.linux(linuxOptions({}));
  const look = attempted(async () => entryOf(await perform(executor.survey(node)), farmer));
  const report = (entry: Node) => output(file, [textOf(entry, options)]);
  if (!watch) return report(await perform(look));
  const watching = watchEntry({
    look,
    report,
    // What is wrong is said, and it is looked at later again.
    failed: reportFailure,
    watch: linux.watch,
    interval: interval ?? defaultInterval,
    clock: linux.systemClock,
    until: untilAsked(),
  });
  await perform(watching);
}

/** Returns what ends with the first signal that asks this command to end. */
function untilAsked(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

function entryOf(facts: Parameters<typeof inventoryEntry>[0], { words, check }: Farmer): Node {
  const entry = inventoryEntry(facts, words);
  check(entry);
  return entry;
}

function textOf(entry: Node, { explain, json }: InventoryOptions): string {
  if (explain && !json) return explanation(entry);
  if (explain) return `${JSON.stringify(classification(entry))}\n`;
  const document = writeInventory({ schema: 'inventory/1', nodes: [entry] });
  return json ? `${JSON.stringify(document)}\n` : documentText(document);
}
