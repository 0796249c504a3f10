import { describe, type ExecutionEvent } from '@networkd/planner';
import { many } from '../word/many.js';
import { printData, printError } from './io.js';
import { type Progress, progress } from './progress.js';

/** Tells of an executor's work: programs a line of JSON an event, or people. */
export function tellerFor(json: true | undefined): (event: ExecutionEvent) => void {
  return json ? printData : teller();
}

/**
 * Tells people what an executor does: a line a phase on standard error, and a count of the operations done. Where
 * that is no terminal only what they have to know: how long there is to confirm, and that an earlier apply broke off.
 */
export function teller(): (event: ExecutionEvent) => void {
  const phase = (text: string) => {
    if (process.stderr.isTTY) printError(`${text}\n`);
  };
  let count: Progress | undefined;
  const endCount = () => {
    count?.end();
    count = undefined;
  };
  return (event) => {
    if (event.kind !== 'Done') endCount();
    switch (event.kind) {
      case 'Interrupted':
        return printError(
          `warning: an earlier apply (plan ${short(event.plan)}) broke off; this one starts from what it left\n`,
        );
      case 'Armed':
        return printError(`rolls back by itself at ${event.deadline} unless confirmed: tn confirm\n`);
      case 'Started':
      case 'RollingBack': {
        const { kind, operations } = event;
        phase(`${kind === 'Started' ? 'applying' : 'rolling back:'} ${many(operations, 'operation')}`);
        count = progress((done) => `  ${done} of ${operations}`, true);
        return;
      }
      case 'Done':
        return count?.step();
      case 'Failed':
        return phase(`failed: ${describe(event.failure.operation)}`);
      case 'Finished':
        return phase('looked again: the node is as planned');
      case 'Retrying':
        return printError(`cannot roll back yet: ${event.message}; again in ${event.seconds} s\n`);
      case 'Superseded':
        return printError(
          `warning: an earlier apply was not confirmed in time and cannot be rolled back (${event.message}); this one takes its place\n`,
        );
      default:
        return event satisfies never;
    }
  };
}

/** Returns enough of a hash to know a plan by. */
export function short(hash: string): string {
  return hash.slice(0, 12);
}
