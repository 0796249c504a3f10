/** Wakes one who sleeps, once for all that rang meanwhile. */
export interface Bell {
  readonly ring: () => void;
  /** Rings for the last time. */
  readonly end: () => void;
  readonly hasEnded: () => boolean;
  /** Sleeps until it rings or the time (milliseconds) is over; not at all where it rang since the last sleep. */
  readonly heard: (longest: number) => Promise<void>;
}

export function bell(): Bell {
  let hasRung = false;
  let hasEnded = false;
  let wake = () => {};
  const ring = () => {
    hasRung = true;
    wake();
  };
  return {
    ring,
    end: () => {
      hasEnded = true;
      ring();
    },
    hasEnded: () => hasEnded,
    heard: async (longest) => {
      if (!hasRung) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, longest);
        });
        clearTimeout(timer);
      }
      hasRung = hasEnded;
    },
  };
}
