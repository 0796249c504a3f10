import type { Command } from 'commander';
import { failureOf } from './error/failure.js';
import { endWithReader } from './terminal/io.js';
import { report } from './terminal/report.js';

/** Runs the command with the arguments of the process, and sets the exit status. */
export async function main(command: Command): Promise<void> {
  endWithReader();
  try {
    await command.parseAsync();
  } catch (error) {
    const failure = failureOf(error);
    report(failure);
    process.exitCode = failure.status;
  }
}
