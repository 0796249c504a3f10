/** What an operator asks of a machine beside its executor. The module `@networkd/executor-linux` is one. */
export interface Machine {
  /**
   * Tries all endpoints (`address:port`) at once by TCP, each for so many milliseconds; the first that answers will do.
   */
  readonly reachInternet: (
    endpoints: readonly string[],
    patience: number,
    origin: Origin,
  ) => Promise<Internet>;
  /** Returns who owns these NICs, and would go on to give them addresses. */
  readonly nicOwners: (nics: readonly string[]) => readonly NicOwner[];
}

/** Tells of every change on a machine, until it is stopped. */
export type Watch = (tell: () => void) => Watching;

/** A watch under way. */
export interface Watching {
  /** Ends it. */
  readonly stop: () => Promise<void>;
}

/** Where connections come from: from the host over its uplink, or from where tenants leave. */
export type Origin = 'uplink' | 'tenants';

/** Whether the Internet is there: the first endpoint that answered, or why none did. */
export type Internet =
  | { readonly kind: 'Reached'; readonly by: Reached }
  | { readonly kind: 'Unreached'; readonly endpoints: readonly Unreached[] };

/** An endpoint that answered, and how long that took. */
export interface Reached {
  readonly endpoint: string;
  readonly milliseconds: number;
}

/** An endpoint that did not answer, and what the system says of it. */
export interface Unreached {
  readonly endpoint: string;
  readonly why: string;
}

/** A program that takes a NIC for its own. */
export interface NicOwner {
  readonly nic: string;
  readonly who: string;
  /** How it is told to leave the NIC alone. */
  readonly remedy: string;
}
