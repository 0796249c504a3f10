/**
 * Carries a plan out on the Linux node it runs on, or leaves it as it was: observe, apply, verify, roll back.
 *
 * @packageDocumentation
 */
export type { ApplyOptions } from './apply/apply.js';
export { type Clock, type Moment, systemClock } from './clock.js';
export type { Invocation, Outcome, Run } from './command/run.js';
export { doctor, type NodeDocuments } from './doctor.js';
export { Refusal } from './error.js';
export type { Check } from './health/check.js';
export { type NicOwner, nicOwners } from './health/nic-owner.js';
export { type LinuxExecutor, linux } from './linux.js';
export type { Ending, Intent, JournalEntry, Kept } from './memory/journal-entry.js';
export type { Pending } from './memory/pending.js';
export type { Applied } from './memory/recall.js';
export { generateKey, keyFile, showKey } from './memory/secret.js';
export type { Snapshot } from './memory/snapshot.js';
export { type Origin, reachInternet } from './node/internet.js';
export type { Notice } from './node/monitor-line.js';
export type { ProbeEvent } from './node/probe.js';
export type { ProbeRequest } from './node/probe-all.js';
export type { Internet, Reached, Unreached } from './node/reached.js';
export { type Changed, type Watch, type WatchOptions, watch } from './node/watch.js';
export type { LinuxOptions } from './options.js';
