import type { ExecutionEvent } from '@networkd/planner';
import type { BootEvent } from './boot-event.js';

/** Who is told of a boot, and of what an executor does meanwhile. */
export interface Tell {
  /** Is told how the boot goes. */
  readonly boot: (event: BootEvent) => void;
  /** Is told what the executor does. */
  readonly execution: (event: ExecutionEvent) => void;
}
