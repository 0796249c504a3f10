import { survey } from '@networkd/planner';
import { type Command, Option } from 'commander';
import { type DocumentOptions, loadOne, succeed } from '../document/documents.js';
import { inventoryOption, networkOption, outputOption, verb } from '../option/options.js';
import { dot } from '../render/drawing/dot.js';
import { type Drawing, drawingOf } from '../render/drawing/drawing.js';
import { mermaid } from '../render/drawing/mermaid.js';
import { output } from '../terminal/io.js';

interface GraphOptions extends DocumentOptions {
  readonly format: 'mermaid' | 'dot' | 'svg';
  readonly output?: string;
}

export function graphCommand(): Command {
  return verb('graph', 'draw who dials whom, over which family, and who forwards', [
    'tn graph -t network.json -i inventory.json -f svg -o network.svg',
  ])
    .addOption(networkOption())
    .addOption(inventoryOption())
    .addOption(
      new Option('-f, --format <FORMAT>', 'what to write')
        .choices(['mermaid', 'dot', 'svg'])
        .makeOptionMandatory(),
    )
    .addOption(outputOption())
    .action(graph);
}

async function graph(options: GraphOptions): Promise<void> {
  const { network, inventory, fileOf } = loadOne(options);
  const drawing = drawingOf(succeed(survey(network, inventory), fileOf));
  await output(options.output, [await render(drawing, options.format)]);
}

async function render(drawing: Drawing, format: GraphOptions['format']): Promise<string> {
  switch (format) {
    case 'mermaid':
      return mermaid(drawing);
    case 'dot':
      return dot(drawing);
    case 'svg': {
      const { instance } = await import('@viz-js/viz');
      return (await instance()).renderString(dot(drawing), { format: 'svg' });
    }
    default:
      return format satisfies never;
  }
}
