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
  /** Does it come of what somebody changed while we looked, perhaps? */
  readonly mayPass: boolean;

  constructor(message: string, mayPass: boolean) {
    super({ kind: 'not-observed', message });
    this.name = 'NotObserved';
    this.mayPass = mayPass;
  }
}

/** Returns the error where a command did not say what it was asked. */
export function unsaid({ command, status, said, remedy }: Silence, mayPass = false): NotObserved {
  return new NotObserved(`${command}: exit status ${status}: ${said}. ${remedy}`, mayPass);
}
