import { show } from '../error.js';
import { digest } from '../scalar/digest.js';

/** A field of an operation that names what is not its owner's, and what it could name. */
export interface Breach {
  readonly field: string;
  readonly value: string;
  readonly expected: readonly string[];
}

export const nothing: readonly Breach[] = [];

/** Returns a breach where the field is there and has none of the expected values. */
export function among(
  field: string,
  value: string | undefined,
  expected: readonly string[],
): readonly Breach[] {
  return value === undefined || expected.includes(value) ? nothing : [{ field, value, expected }];
}

/** Says of a field, where it is there, that no owner of this sort may have it. */
export function nobodys(field: string, value: string | undefined): readonly Breach[] {
  return among(field, value, []);
}

interface Ruled {
  readonly hash: string;
  readonly ruleset: string;
}

/** Checks that the hash by which a table is known is that of its ruleset, or one ruleset would pass for another. */
export function hashed({ hash, ruleset }: Ruled): readonly Breach[] {
  return among('hash', hash, [digest(ruleset)]);
}

/** Returns the breach of a ruleset that the planner does not write in that place. */
export function notAsPlanned({ ruleset }: Pick<Ruled, 'ruleset'>): Breach {
  return { field: 'ruleset', value: show(ruleset), expected: ['the ruleset that is planned there'] };
}
