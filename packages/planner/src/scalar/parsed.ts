import type { Either } from 'fp-ts/lib/Either.js';
import type { Problem } from '../error.js';

/** What every scalar's parser returns: the value, or what is wrong with its text. */
export type Parsed<A> = Either<Problem, A>;

declare const brand: unique symbol;

/** A text or number that a parser has vouched for; the brand exists for the type checker only. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
