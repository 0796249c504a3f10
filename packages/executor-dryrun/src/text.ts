import { type Change, describe, type Operation, type Plan, runeOf, steps } from '@networkd/planner';
import { details, reasonBefore } from './details.js';
import { type Paint, paintWith, type Style } from './paint.js';
import { titleOf } from './title.js';
import { wrap } from './wrap.js';

/** How a plan is written for people. */
export interface TextOptions {
  /** Escape sequences for a terminal; the default is none. Whether there is a terminal is the caller's to know. */
  readonly color?: boolean;
  /** Columns of a line, 80 unless told. Only a single word that is longer goes beyond. */
  readonly width?: number;
}

/**
 * Returns the plan for a person to review. Its operations stand under the network resource they are for, or the node's
 * own network, in order. Each has its rune (`+` made, `~` changed, `-` taken away), what changes from what to what, the
 * reason, and a mark where WireGuard sessions are reset. Then follow how much there is of each, and the hash. Where
 * several networks are planned as one, each operation has its number in the order of all. Ends in a newline.
 */
export function text(plan: Plan, { color = false, width = 80 }: TextOptions = {}): string {
  const { owners, node, changes, operations } = plan;
  const paint = paintWith(color);
  const served = steps(changes).flatMap((step) => step.operations.map(() => step.change));
  const digits = String(operations.length).length;
  const numbered = operations.map((operation, i) => ({
    operation,
    change: served[i],
    margin: owners.length > 1 ? `  ${String(i + 1).padStart(digits)} ` : '  ',
  }));
  const groups = owners.map((owner) => [
    ...heading(titleOf(owner, node), width, paint),
    ...numbered
      .filter(({ operation }) => operation.owner === owner.id)
      .flatMap(({ operation, change, margin }) => entry(operation, change, { margin, width, paint })),
  ]);
  return `${[...groups, summary(plan, width, paint)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

interface Layout {
  readonly margin: string;
  readonly width: number;
  readonly paint: Paint;
}

/** Returns the lines of one operation: its line, why it is done, and what is to be said of it. */
function entry(
  operation: Operation,
  change: Change | undefined,
  { margin, width, paint }: Layout,
): readonly string[] {
  const rune = runeOf(operation);
  const indent = `${' '.repeat(margin.length)}    `;
  const [head = '', ...rest] = wrap(lineOf(operation, change), {
    width,
    first: `${margin}${rune} `,
    hanging: indent,
  });
  const painted = margin + paint(rune, rune) + head.slice(margin.length + rune.length);
  const remarks = remarksOf(operation, change);
  const said = remarks.map(({ style, text }) => paint(style, text)).join('  ');
  const columns = remarks.reduce((sum, { text }) => sum + 2 + text.length, 0);
  const below = (text: string) => wrap(text, { width, first: indent, hanging: `${indent}  ` });
  const values = details(operation, change).flatMap(below);
  if (columns === 0) return [painted, ...rest, ...values];
  if (rest.length === 0 && head.length + columns <= width) return [`${painted}  ${said}`, ...values];
  if (indent.length + columns - 2 <= width) return [painted, ...rest, indent + said, ...values];
  const wrapped = remarks.flatMap(({ style, text }) =>
    below(text).map((line) => line.replace(/\S.*/, (visible) => paint(style, visible))),
  );
  return [painted, ...rest, ...wrapped, ...values];
}

interface Remark {
  readonly style: Style;
  readonly text: string;
}

/** Returns the reason, unless the line of the operation has it, and the mark of what is disruptive. */
function remarksOf(operation: Operation, change: Change | undefined): readonly Remark[] {
  const reason = operation.kind === 'WireGuardSetPeer' ? '' : reasonOf(operation, change);
  return [
    ...(reason === '' ? [] : [{ style: 'reason' as const, text: `# ${reason}` }]),
    ...(operation.disruptive === true ? [{ style: 'warning' as const, text: '! resets sessions' }] : []),
  ];
}

/**
 * Returns the operation in the tools' words, without its rune. The reason of a peer says who it is: that comes first. A
 * peer that goes has no such reason but where it is known who put it there; else its key says who it is.
 */
function lineOf(operation: Operation, change: Change | undefined): string {
  if (operation.kind === 'WireGuardSetPeer') return `peer ${reasonOf(operation, change)}`;
  if (operation.kind === 'WireGuardRemovePeer') return `peer ${reasonBefore(change) ?? operation.publicKey}`;
  return describe(operation).slice('+ '.length);
}

/** Returns why it is done. What an update changes is said in full beneath, so here it is why the resource is wanted. */
function reasonOf(operation: Operation, change: Change | undefined): string {
  const isUpdate = operation.change === 'Update' && change?.kind === 'Update';
  return (isUpdate ? change.after.reason : undefined) ?? operation.reason;
}

function summary(plan: Plan, width: number, paint: Paint): readonly string[] {
  if (plan.operations.length === 0) return ['No changes.'];
  const { create, update, delete: remove, operations, disruptive } = plan.summary;
  const steps = operations === 1 ? '1 operation' : `${operations} operations`;
  const resets = disruptive === 1 ? '1 resets' : `${disruptive} reset`;
  const counts = `Plan: ${create} to create, ${update} to update, ${remove} to delete;`;
  return [
    ...heading(`${counts} ${steps}, ${resets} sessions.`, width, paint),
    ...wrap(`Hash: ${plan.hash}`, { width, first: '', hanging: '  ' }),
  ];
}

function heading(text: string, width: number, paint: Paint): readonly string[] {
  return wrap(text, { width, first: '', hanging: '  ' }).map((line) => paint('heading', line));
}
