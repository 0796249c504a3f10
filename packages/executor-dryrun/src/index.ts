/**
 * Prints a plan and changes nothing: as text to review, as its JSON document, as a shell script.
 *
 * @packageDocumentation
 */
export { type DryRunOptions, dryRun } from './executor.js';
export { type JsonOptions, json } from './json.js';
export { shell } from './shell.js';
export { type TextOptions, text } from './text.js';
export { shortTitleOf } from './title.js';
