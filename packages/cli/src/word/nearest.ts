import { distance } from 'fastest-levenshtein';

/**
 * Returns the up to three words that are most like this one, the best first: at most half of their letters are others.
 */
export function nearest(word: string, words: readonly string[]): readonly string[] {
  return words
    .map((each) => ({ each, changes: distance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, changes }) => changes <= Math.max(word.length, each.length) / 2)
    .sort((a, b) => a.changes - b.changes)
    .slice(0, 3)
    .map(({ each }) => each);
}
