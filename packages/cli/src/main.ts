import type { Command } from 'commander';
import { failureOf } from './error/failure.js';
import { invocation } from './invocation.js';
import { endWithReader } from './terminal/io.js';
import { report } from './terminal/report.js';

/** Runs the command with the arguments of the process, and sets the exit status. */
export async function main(command: Command): Promise<void> {
  endWithReader();
  process.off('uncaughtException', end).on('uncaughtException', end);
  try {
    await command.parseAsync(invocation(command, process.argv.slice(2)), { from: 'user' });
  } catch (error) {
    const failure = failureOf(error);
    report(failure);
    process.exitCode = failure.status;
  }
}

/** Ends the command where nobody foresaw an error, in a sentence and not in a stack of minified code. */
function end(error: unknown): never {
  const failure = failureOf(error);
  report(failure);
  process.exit(failure.status);
}
