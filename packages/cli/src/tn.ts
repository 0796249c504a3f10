#!/usr/bin/env node
import { Failure } from './failure.js';
import { codeOf } from './io.js';
import { program } from './program.js';
import { report } from './report.js';

// A reader that has seen enough, as `| head`, is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (codeOf(error) === 'EPIPE') process.exit();
    throw error;
  });
}

try {
  await program().parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  report(error);
  process.exitCode = 1;
}
