/** A JSON object as it would come from a file. */
export type JsonDocument = Readonly<Record<string, unknown>>;
