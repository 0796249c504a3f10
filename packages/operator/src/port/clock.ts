/** Tells the time, and lets it pass. */
export interface Clock {
  /** Milliseconds by a clock that no setting of the date moves. */
  readonly now: () => number;
  /** The date, for what others wrote down with theirs. */
  readonly date: () => Date;
  /** Lets so many milliseconds pass, or fewer where the signal says so. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}
