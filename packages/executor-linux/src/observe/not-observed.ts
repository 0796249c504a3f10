import { Refusal } from '../error.js';

/** How a command ended that was to say what is on the node: what it was, its exit status, and what it said. */
export interface Silence {
  readonly command: string;
  readonly status: number;
  readonly said: string;
  /** What to do about it, a sentence. */
  readonly remedy: string;
}

/** What is on the node could not be read. Nothing was done, and no secret is in the message. */
export class NotObserved extends Refusal {
  constructor({ command, status, said, remedy }: Silence) {
    const message = `${command}: exit status ${status}: ${said}. ${remedy}`;
    super({ kind: 'not-observed', message });
    this.name = 'NotObserved';
  }
}
