import type { ExecutionEvent } from '@networkd/planner';
import type { BootEvent } from './boot-event.js';

/** Who is told of a boot, and of what an executor does meanwhile. */
export interface Tell {
  /** Receives each event of the boot. */
  readonly boot: (event: BootEvent) => void;
  /** Receives each event of the executor. */
  readonly execution: (event: ExecutionEvent) => void;
}
