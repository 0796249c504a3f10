/** Tells the time, and lets it pass. */
export interface Clock {
  /** Returns milliseconds by a clock that no setting of the date moves. */
  readonly now: () => number;
  /** Returns the date, to compare with dates that others wrote. */
  readonly date: () => Date;
  /** Lets so many milliseconds pass, or fewer where the signal says so. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}
