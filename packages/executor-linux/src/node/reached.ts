/** What one endpoint made of a connection. */
export interface Reached {
  /** `address:port`, as it was given. */
  readonly endpoint: string;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
}

/** An endpoint that did not answer, and what the system says of it. */
export interface Unreached {
  readonly endpoint: string;
  readonly why: string;
}

/** Whether the Internet is there: the first endpoint that answered, or why none did. */
export type Internet =
  | { readonly kind: 'Reached'; readonly by: Reached }
  | { readonly kind: 'Unreached'; readonly endpoints: readonly Unreached[] };
