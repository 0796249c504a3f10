/**
 * What a node does: find its uplink, boot on it, prove the Internet, plan from what is there, see drift, watch, try again.
 *
 * @packageDocumentation
 */
export { type Booted, type Booting, boot } from './boot/boot.js';
export type { BootEvent } from './boot/boot-event.js';
export { type PlannedBoot, planBoot } from './boot/plan-boot.js';
export type { BootWishes } from './boot/settle.js';
export type { Tell } from './boot/tell.js';
export { type Difference, differenceOf, resourceOf } from './drift/difference.js';
export { type Drift, type DriftError, type DriftRequest, drift, isAsLeft } from './drift/drift.js';
export type * from './error.js';
export { planBack } from './plan/plan-back.js';
export { type LiveRequest, planLive } from './plan/plan-live.js';
export { planOff } from './plan/plan-off.js';
export { type OwnRequest, planOwn } from './plan/plan-own.js';
export type { Clock } from './port/clock.js';
export type * from './port/executor.js';
export type * from './port/machine.js';
export type { Ports } from './port/ports.js';
export { type FailedTry, type Retrying, retry } from './retry/retry.js';
export { hostBridge } from './uplink/current-uplink.js';
export { type EntryWatch, watchEntry } from './watch/watch-entry.js';
