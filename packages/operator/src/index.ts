/**
 * What a node does: find its uplink, boot on it, prove the Internet, plan from what is there, see drift, watch, try again.
 *
 * @packageDocumentation
 */
export { type BootEvent, chosenEvent, probeEvent } from './boot/boot-event.js';
export {
  type Difference,
  differenceLine,
  differenceOf,
  differencesOf,
  resourceOf,
} from './drift/difference.js';
export type * from './port/executor.js';
export { backOff } from './retry/back-off.js';
export { type Signal, signal } from './watch/signal.js';
