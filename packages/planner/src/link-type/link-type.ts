import type { Codec } from '../document/codec.js';

/** What ip(8) shows of one type of link only, `linkinfo.info_data`. */
type LinkData = Readonly<Partial<Record<string, unknown>>>;

/** How the kernel has a type of link: it may be built without. */
export interface KernelModule {
  readonly name: string;
  /** What modprobe(8) is told with it. */
  readonly options: readonly string[];
  /** What such links are called in messages. */
  readonly noun: string;
  /** Does every node need them, or only what some documents ask for? */
  readonly isOptional: boolean;
  /** The words that follow the type where one is made to see whether that works. */
  readonly trial: readonly string[];
}

/** All that is to be known of a type of link, beyond what every link has: `ip link add … type TYPE`, ip-link(8). */
export interface LinkTypeRow<A extends object = object> {
  /** What only links of the type have. None of it can be changed in place. */
  readonly attributes: { readonly [F in keyof A]-?: Codec<A[F]> };
  /** Returns the words that follow the type. */
  words(attributes: Partial<A>): readonly string[];
  /** Says the attributes to people, each after a blank. */
  title(attributes: Partial<A>): string;
  /** Returns the attributes that ip(8) shows. */
  read(data: LinkData): Partial<A>;
  /**
   * What it is made on: nothing; a link of its owner's; or what carries it, which may be a NIC, has to be up, and carries one link with
   * the same attributes at most.
   */
  readonly lower: 'none' | 'link' | 'carrier';
  /** Is it made in its namespace at once, though what it is on is elsewhere? */
  readonly madeInPlace: boolean;
  /** Does the kernel tie it to the namespace that it was made in? */
  readonly isBound: boolean;
  /** What it makes of its members (`ip link set master`): it has none, leaves them as they are, or takes and leaves them down. */
  readonly members: 'none' | 'as-they-are' | 'down';
  /** Absent: not a module of its own. */
  readonly module?: KernelModule;
}
