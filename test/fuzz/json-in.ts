/** The JSON in the bytes, or the text itself where they are none. */
export function jsonIn(data: Buffer): unknown {
  const text = data.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
