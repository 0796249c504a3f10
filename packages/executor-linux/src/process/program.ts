import type { MakingFacts, NodeConfig, ServedLink, ServingFacts } from '@networkd/planner';
import type { Run } from '../command/run.js';
import type { Check } from '../health/check.js';

export type { ServedLink };

/** What is to be known of a program beside what its processes are started as and known by. */
interface Supervised {
  /** The files of a process that ended by itself: removed, or kept for what they say of the link. */
  readonly whenEnded: 'remove' | 'keep';
  /** The sentence where it cannot be started. */
  readonly missing: string;
  /** Returns the sentence where it was started and is not ready, by what it said. */
  readonly complaint: (said: string) => string;
  /** Says whether the node has the program, and whether it needs it with this configuration. */
  readonly check: (run: Run, config: NodeConfig | undefined) => Promise<Check>;
}

/** A program that makes links. */
export type Maker = MakingFacts & Supervised;

/** A program that serves links. */
export type Server = ServingFacts &
  Supervised & {
    /** The signal that has it ask again when the cable is back in; `none` where there is nothing to ask. */
    readonly onCarrier: NodeJS.Signals | 'none';
  };

/** A program of which processes go on after an apply: all that is to be known of it. */
export type Program = Maker | Server;
