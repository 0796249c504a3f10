import type { FieldMatch } from './field.js';

/** So many packets a second, with `isOver` only those beyond. */
export interface Limit {
  readonly kind: 'limit';
  readonly isOver: boolean;
  readonly rate: number;
  readonly burst: number;
}

/** What a packet has to be for a rule to be carried out. */
export type Match =
  | FieldMatch
  | Limit
  /** There are more connections than that. */
  | { readonly kind: 'count'; readonly over: number }
  /** The packet bears these bits. */
  | { readonly kind: 'marked'; readonly mark: string };

/** What is done with a packet. */
export type Statement =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'notrack' }
  | { readonly kind: 'masquerade'; readonly randomPorts: boolean }
  /** TCP is told to send no more than the route takes. */
  | { readonly kind: 'clamp' }
  /** The packet is given these bits, beside those that it bears. */
  | { readonly kind: 'mark'; readonly mark: string };

/** One rule of a chain: where all matches hold, the statement is carried out. */
export interface Rule {
  readonly matches: readonly Match[];
  readonly statement: Statement;
}
