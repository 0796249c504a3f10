/** The fields that have a value: one that may have none may be absent, and is never `undefined`. */
export type Present<T> = { [F in keyof T as undefined extends T[F] ? never : F]: T[F] } & {
  [F in keyof T as undefined extends T[F] ? F : never]?: Exclude<T[F], undefined>;
};

/**
 * Returns the fields that have a value. Documents and plans have no field that is `undefined`: what is not there is
 * not said, and two that say the same are the same text.
 */
export function present<const T extends object>(fields: T): Present<T> {
  const kept: Partial<T> = {};
  for (const name of Object.keys(fields) as (keyof T)[]) {
    if (fields[name] !== undefined) kept[name] = fields[name];
  }
  return kept as unknown as Present<T>;
}
