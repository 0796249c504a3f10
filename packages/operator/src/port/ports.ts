import type { Clock } from './clock.js';
import type { NodeExecutor } from './executor.js';
import type { Machine } from './machine.js';

/** All that an operator has of the world; of the executor as much as `Asked` names. */
export interface Ports<Asked extends keyof NodeExecutor = keyof NodeExecutor> {
  readonly executor: Pick<NodeExecutor, Asked>;
  readonly machine: Machine;
  readonly clock: Clock;
}
