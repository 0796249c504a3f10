import type { Codec } from '../document/codec.js';
import type { Operation } from '../operation/operation.js';
import type { Why } from './why.js';

/**
 * What a field is to its resource:
 *
 * - `identity`: part of what makes it itself;
 * - `equal`: to be as wanted; `if-wanted`: so where a value is wanted; `compared`: so by a rule of the kind (`satisfies`);
 * - `fault`: only observed, and where it is there the resource is not as it should be;
 * - `basis`: not compared, and yet a plan depends on it;
 * - `told`: said about it or measured of it.
 */
export type Role = 'identity' | 'equal' | 'if-wanted' | 'compared' | 'fault' | 'basis' | 'told';

/** The role of every field of a resource but those that all have: no field can be forgotten. */
type Fields<R> = { readonly [F in Exclude<keyof R, 'kind' | 'owner' | 'reason'>]-?: Role };

/**
 * All that is to be known of a kind of kernel object. `Place` is the names of kinds among which its resources may be
 * ordered. What holds for no resource of a kind is said by `none` and `nowhere`: nothing is left out.
 */
export interface Kind<R, Place extends string = never> {
  readonly codec: Codec<R>;
  readonly fields: Fields<R>;
  /** Says what makes a resource itself: two of one identity differ only in what can be changed in place. */
  identity(resource: R): string;
  /** Compares what is `compared`, and for the kind with most resources all there is. */
  satisfies?(observed: R, desired: R): boolean;
  /** Says where a resource is in the order of making, where that is not the place of its own kind. */
  place?(resource: R): readonly [kind: Place, after: number] | undefined;
  /** Lists what a resource holds that no other may hold at the same time. */
  claims(resource: R): readonly string[];
  /** Lists what must be free when a resource is made, and is not its own afterwards. */
  passes(resource: R): readonly string[];
  /**
   * Names the link or namespace that takes a resource with it when it goes. A link outlives no namespace either, nor a
   * port its master, but what we have done to them is always undone by name: namespaces go asynchronously, and NICs
   * stay.
   */
  container(resource: R): string | undefined;
  /** Names what a resource is to those it contains. */
  containing(resource: R): string | undefined;
  /** Names the link without which a resource no longer does what it is for, though its name may stay. */
  reliesOn(resource: R): string | undefined;
  /** Lists the links and namespaces on which a resource stands and that are its owner's. */
  grounds(resource: R): readonly string[];
  /** Names the NIC that a resource is about. */
  nic(resource: R): string | undefined;
  /** How a resource goes: always by an operation, only where another waits for what it holds, or with what it is in. */
  readonly leaves: 'by-itself' | 'where-contended' | 'with-its-container';
  /** Is it the owner's of a NIC, who keeps it until the NIC is made a member? */
  readonly isHandedOver: boolean;
  /** Returns what makes a resource; `takesOver` where something that sessions rely on goes with another. */
  make(after: R, why: Why, takesOver: boolean): readonly Operation[];
  /** Returns what changes a resource into another of its identity. */
  change(before: R, after: R, why: Why): readonly Operation[];
  /** Returns what takes a resource away. */
  unmake(before: R, why: Why): readonly Operation[];
  /** Names a resource in the words of its tool, and where it is. */
  title(resource: R): string;
  /** Who changes such a resource beside us. All it took was accepted by the kernel once: it was looked at. */
  readonly suspects: string;
}

/** Returns an empty list, for every resource of a kind. */
export const none = (): readonly never[] => [];

/** Returns `undefined`, for every resource of a kind. */
export const nowhere = (): undefined => undefined;
