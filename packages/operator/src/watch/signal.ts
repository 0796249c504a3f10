/** Wakes one who sleeps, once for however often it was raised meanwhile. */
export interface Signal {
  /** Wakes who sleeps. */
  readonly raise: () => void;
  /** Raises it for the last time. */
  readonly end: () => void;
  /** Tells whether it was raised for the last time. */
  readonly hasEnded: () => boolean;
  /** Sleeps until it is raised or the time (milliseconds) is over; not at all where it was raised since the last sleep. */
  readonly raised: (longest: number) => Promise<void>;
}

/** Makes a signal that was not raised yet. */
export function signal(): Signal {
  let isRaised = false;
  let hasEnded = false;
  let wake = () => {};
  const raise = () => {
    isRaised = true;
    wake();
  };
  return {
    raise,
    end: () => {
      hasEnded = true;
      raise();
    },
    hasEnded: () => hasEnded,
    raised: async (longest) => {
      if (!isRaised) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, longest);
        });
        clearTimeout(timer);
      }
      isRaised = hasEnded;
    },
  };
}
