import type { Failure, Finding } from '../error/failure.js';
import { printError } from './io.js';
import { onOneLine } from './printable.js';
import { type Paint, painter } from './style.js';

/** Prints a failure on standard error, one block an error. */
export function report({ findings }: Failure): void {
  const paint = painter(process.stderr);
  printError(findings.map((finding) => block(finding, paint)).join(''));
}

/** Returns an error as data, for `--json`. */
export function dataOf({ kind, file, path, value, message, details }: Finding): object {
  return { kind, file, path, value, message, ...details };
}

function block({ kind, file, path, value, message, notes = [] }: Finding, paint: Paint): string {
  const said = [file, path, message].filter((each) => each !== undefined && each !== '').join(': ');
  const offending = value === undefined || value === '' ? [] : [`value: ${value}`];
  const below = [...offending, ...notes].map((line) => `  ${onOneLine(line)}\n`);
  return `${paint(['bold', 'red'], `error[${kind}]`)}: ${onOneLine(said)}\n${below.join('')}`;
}
