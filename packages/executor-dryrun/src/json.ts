import type { Plan } from '@networkd/planner';

/** How a plan is written for programs. */
export interface JsonOptions {
  /** Indented by two spaces instead of one line; the default is one line. */
  readonly pretty?: boolean;
}

/**
 * Returns the plan document, `plan/2`. It is canonical, so that one plan has one text. It is one line, or indented, and
 * ends in a newline, so that the plans of many nodes one after another are JSON Lines.
 */
export function json(plan: Plan, { pretty = false }: JsonOptions = {}): string {
  // Not by `writePlan`, which takes four times as long, and here pass the plans of whole meshes. The two differ only in the
  // order of fields in the resources of `changes`: here it is that in which each was made.
  return `${JSON.stringify(plan, undefined, pretty ? 2 : undefined)}\n`;
}
