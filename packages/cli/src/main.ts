import type { Command } from 'commander';
import { failureOf } from './error/failure.js';
import { invocation } from './invocation.js';
import { endWithReader } from './terminal/io.js';
import { report } from './terminal/report.js';

/** Runs the command with the arguments of the process, and sets the exit status. */
export async function main(command: Command): Promise<void> {
  endWithReader();
  process.on('uncaughtException', (error) => {
    const failure = failureOf(error);
    report(failure);
    process.exit(failure.status);
  });
  try {
    await command.parseAsync(invocation(command, process.argv.slice(2)), { from: 'user' });
  } catch (error) {
    const failure = failureOf(error);
    report(failure);
    process.exitCode = failure.status;
  }
}
