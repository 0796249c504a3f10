import { json, shell, text } from '@networkd/executor-dryrun';
import type { Plan } from '@networkd/planner';
import { sequence } from '../terminal/printable.js';
import { hasColor, widthOf } from '../terminal/style.js';

/** How a plan is printed, and where. */
export interface RenderOptions {
  readonly format?: 'text' | 'json' | 'shell';
  readonly output?: string;
}

/** Returns a plan as it is asked for: for people, for programs, or as a script. */
export function render(planned: Plan, { format = 'text', output: file }: RenderOptions): string {
  switch (format) {
    case 'text': {
      const toTerminal = file === undefined;
      const rendered = text(planned, {
        color: toTerminal && hasColor(process.stdout),
        width: toTerminal ? widthOf(process.stdout) : 80,
      });
      // Its colours are the only sequences in it: no text of a plan has any.
      return rendered.replaceAll('\u001b[', sequence);
    }
    case 'json':
      return json(planned);
    case 'shell':
      return shell(planned);
    default:
      return format satisfies never;
  }
}
