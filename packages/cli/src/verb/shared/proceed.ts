import { text } from '@networkd/executor-dryrun';
import type { LinuxExecutor } from '@networkd/executor-linux';
import type { Plan, Receipt } from '@networkd/planner';
import { failure } from '../../error/failure.js';
import { perform } from '../../error/perform.js';
import type { MachineOptions } from '../../machine.js';
import { changesExit } from '../../option/plan-options.js';
import { ask, isAttended } from '../../terminal/ask.js';
import { holdOn } from '../../terminal/hold-on.js';
import { print } from '../../terminal/io.js';
import { hasColor, widthOf } from '../../terminal/style.js';
import { short, tellerFor } from '../../terminal/tell.js';
import { many } from '../../word/many.js';

/** The options of every verb that carries a plan out. */
export interface ExecutionOptions extends MachineOptions {
  readonly yes?: true;
  readonly json?: true;
  readonly detailedExitcode?: true;
}

/** What is to be carried out, in the name of which verb, and how to ask for it. */
interface Intended {
  readonly verb: string;
  readonly question: string;
  readonly plan: Plan;
  /** What the plan comes to, where its networks and versions do not say it. */
  readonly title?: string;
  /** The earlier plan that it takes back. */
  readonly undoes?: string;
}

/** Shows a plan, asks, carries it out, and says how it went. */
export async function proceed(
  intended: Intended,
  executor: LinuxExecutor,
  options: ExecutionOptions,
): Promise<void> {
  const receipt = await showAndCarryOut(intended, executor, options);
  await tellEnd(intended, receipt, options);
}

/** Shows a plan, asks, and carries it out. Where there is nothing to do it says that, and asks nothing. */
export async function showAndCarryOut(
  { verb, question, plan, title, undoes }: Intended,
  executor: LinuxExecutor,
  options: ExecutionOptions,
): Promise<Receipt> {
  const { json, yes } = options;
  const isEmpty = plan.operations.length === 0;
  // Where there is nothing to do the executor is asked first: an earlier apply may have left it to be written down.
  const settled = isEmpty && undoes === undefined ? await carryOut(plan, undoes, executor, json) : undefined;
  // With --json standard output is for programs: people look at the other stream.
  const stream = json ? process.stderr : process.stdout;
  if (!json || !(yes || isEmpty)) {
    const shown = text(plan, { color: hasColor(stream), width: widthOf(stream) });
    stream.write(title === undefined ? shown : `${title}\n\n${shown}`);
  }
  if (!yes && !isEmpty) await approve(verb, question, stream);
  if (settled === undefined) holdOn();
  return settled ?? carryOut(plan, undoes, executor, json);
}

/** Says how it went: by the receipt, and by the exit status where that was asked for. */
export async function tellEnd(
  { plan, undoes }: Pick<Intended, 'plan' | 'undoes'>,
  receipt: Receipt,
  options: ExecutionOptions,
): Promise<void> {
  const { json, detailedExitcode } = options;
  const isEmpty = plan.operations.length === 0;
  if (json) await print(`${JSON.stringify({ kind: 'Receipt', ...receipt })}\n`);
  else if (!isEmpty) await print(receiptLine(receipt, options, undoes));
  if (detailedExitcode && !isEmpty) process.exitCode = changesExit;
}

function approve(verb: string, question: string, stream: NodeJS.WriteStream): Promise<void> {
  if (isAttended(stream)) return ask(verb, question, stream);
  throw failure('not-approved', verb, 'there is no terminal to ask at; look at the plan, then give --yes');
}

function carryOut(
  plan: Plan,
  undoes: string | undefined,
  executor: LinuxExecutor,
  json: true | undefined,
): Promise<Receipt> {
  return perform(executor.apply(plan, tellerFor(json), undoes === undefined ? {} : { undoes }));
}

function receiptLine(
  { operations, node, plan }: Receipt,
  { confirm }: ExecutionOptions,
  undoes: string | undefined,
): string {
  const done = `${many(operations, 'operation')} on node ${node}, plan ${short(plan)}`;
  const next = confirm === undefined ? 'To undo it: tn rollback' : 'To keep it: tn confirm';
  return undoes === undefined
    ? `Applied: ${done}. ${next}\n`
    : `Rolled back: ${done}, which takes back plan ${short(undoes)}\n`;
}
