import type { Command } from 'commander';
import { Failure } from './failure.js';
import { endWithReader } from './io.js';
import { report } from './report.js';

/** Runs the command with the arguments of the process, and sets the exit status. */
export async function main(command: Command): Promise<void> {
  endWithReader();
  try {
    await command.parseAsync();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    report(error);
    process.exitCode = error.status;
  }
}
