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
  return `${JSON.stringify(plan, undefined, pretty ? 2 : undefined)}\n`;
}
