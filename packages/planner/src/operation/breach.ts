/** A field of an operation that names what is not its owner's, and what it could name. */
export interface Breach {
  readonly field: string;
  readonly value: string;
  readonly expected: readonly string[];
}

export const nothing: readonly Breach[] = [];

/** The field, where it is there and is none of what it could be. */
export function among(
  field: string,
  value: string | undefined,
  expected: readonly string[],
): readonly Breach[] {
  return value === undefined || expected.includes(value) ? nothing : [{ field, value, expected }];
}
