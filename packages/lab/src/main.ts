/** What `npm run lab` runs. The table goes to standard output, with --json the pairs; progress to standard error. */
import { styleText } from 'node:util';
import { whyNoLab } from './machine/needs.js';
import { isAsPredicted } from './meter/reach.js';
import { type Paint, table } from './meter/table.js';
import { demonstrate } from './scenario/demonstration.js';

const { stdout, stderr, argv } = process;
const paint: Paint =
  stdout.isTTY && stdout.hasColors() ? (format, text) => styleText(format, text) : (_, text) => text;

async function main(asJson: boolean): Promise<void> {
  const why = whyNoLab();
  if (why !== undefined)
    throw new Error(
      `not here: ${why}. It needs root on Linux, and the tools that npm run setup:system installs`,
    );
  const pairs = await demonstrate((line) => stderr.write(`lab: ${line}\n`));
  const right = pairs.filter(isAsPredicted);
  const summary = `${right.length} of ${pairs.length} pairs are as predicted`;
  stdout.write(asJson ? `${JSON.stringify({ pairs })}\n` : `\n${table(pairs, paint)}\n\n${summary}\n`);
  if (right.length < pairs.length) process.exitCode = 1;
}

const unknown = argv.slice(2).filter((each) => each !== '--json');
try {
  if (unknown.length > 0) throw new Error(`${unknown.join(' ')} means nothing here; there is only --json`);
  await main(argv.includes('--json'));
} catch (error) {
  stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
