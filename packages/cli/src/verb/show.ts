import type { Command } from 'commander';
import { loadPlan } from '../document/saved-plan.js';
import { formatOption, outputOption, planArgument, verb } from '../option/options.js';
import { type RenderOptions, render } from '../render/plan.js';
import { output } from '../terminal/io.js';

export function showCommand(): Command {
  return verb('show', 'print a saved plan as it was shown, or as a shell script', [
    'tn show plan.json',
    'tn show plan.json -f shell -o plan.sh',
  ])
    .addArgument(planArgument('<PLAN>', ''))
    .addOption(formatOption())
    .addOption(outputOption())
    .action(show);
}

async function show(file: string, options: RenderOptions): Promise<void> {
  await output(options.output, [render(loadPlan(file), options)]);
}
