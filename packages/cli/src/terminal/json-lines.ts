import { failureOf } from '../error/failure.js';
import { print } from './io.js';
import { dataOf } from './report.js';

/** Runs the work. With `--json` what ends a verb is on standard output as well: a line an error, after the events. */
export async function inJsonLines(json: true | undefined, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!json) throw error;
    const { findings, status } = failureOf(error);
    for (const finding of findings) await print(`${JSON.stringify(dataOf(finding))}\n`);
    process.exitCode = status;
  }
}
