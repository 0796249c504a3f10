/**
 * No list here is longer: a network has at most 65 534 subnets, as their tunnel addresses differ. So a word of 32 bits
 * and a place fit into the 53 bits of a number, and numbers sort without us comparing them.
 */
const places = 2 ** 20;

/**
 * Returns the places of unsigned 32-bit words from the least to the greatest. Of equal words the earlier place comes
 * first.
 */
export function ascending(words: ArrayLike<number>): Uint32Array {
  const keys = new Float64Array(words.length);
  for (let place = 0; place < words.length; place++) keys[place] = (words[place] ?? 0) * places + place;
  keys.sort();
  const order = new Uint32Array(words.length);
  for (let i = 0; i < order.length; i++) order[i] = (keys[i] ?? 0) % places;
  return order;
}
