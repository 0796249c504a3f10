import { writeObserved } from '@networkd/planner';
import type { Command } from 'commander';
import { perform } from '../error/perform.js';
import { hostNode, type LoadLinux, linuxOptions, nodeNamed } from '../machine.js';
import { once, outputOption, verb } from '../option/options.js';
import { output } from '../terminal/io.js';

interface ObserveOptions {
  readonly node?: string;
  readonly output?: string;
}

export function observeCommand(load: LoadLinux): Command {
  return verb('observe', 'print what is on this node of our networks, and what of others is in the way', [
    'tn observe -n a -o observed.json',
  ])
    .addOption(once('-n, --node <NODE>', 'the id of this node; its host name by default'))
    .addOption(outputOption())
    .action((options: ObserveOptions) => observe(load, options));
}

async function observe(load: LoadLinux, { node: name, output: file }: ObserveOptions): Promise<void> {
  const node = name === undefined ? hostNode() : nodeNamed(name);
  const { linux } = await load();
  const state = await perform(linux(linuxOptions({})).observe(node));
  await output(file, [`${JSON.stringify(writeObserved(state))}\n`]);
}
