import type { Codec } from '../document/codec.js';
import type { Command } from './command.js';
import type { Reference } from './reference.js';
import type { Step } from './step.js';

/** What an operation says that is carried out, and not for people. */
type Executed<O> = Exclude<keyof O, keyof Step | 'kind'>;

/** All that is to be known of what an executor does to a kind of object. */
export interface Verb<O> {
  /** An operation as plans hold it: all its texts are of a type that no tool can misread. */
  readonly codec: Codec<O>;
  /** What is carried out, in a fixed order, whether it is there or not. */
  readonly executed: readonly Executed<O>[];
  /**
   * And where it is there: it bears its name then, and what is without it keeps the text and the hash it always had.
   */
  readonly named: readonly Executed<O>[];
  /** Whose operation it is: any owner's, or of one sort of owner alone. */
  readonly owners: 'any' | 'network' | 'node';
  /**
   * What its fields refer to, so that what is another owner's is refused; `free` is what may be anything of its type. In
   * this order they are written.
   */
  readonly refs: { readonly [F in Executed<O>]-?: Reference | 'free' };
  /** Says what it does to what, in the tools' words. */
  sentence(operation: O): string;
  /** Returns the commands that carry it out, one after another. */
  commands(operation: O): readonly Command[];
}
