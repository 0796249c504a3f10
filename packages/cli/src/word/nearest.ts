/** The up to three words most like this one, the best first: those that share at least a third of its letter pairs. */
export function nearest(word: string, words: readonly string[]): readonly string[] {
  const pairs = pairsOf(word);
  return words
    .map((each) => ({ each, likeness: likeness(pairs, pairsOf(each)) }))
    .filter(({ likeness }) => likeness > 1 / 3)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** Neighbouring letters, the edges of the word included, so that words of one letter have some too. */
function pairsOf(word: string): ReadonlySet<string> {
  const edged = ` ${word.toLowerCase()} `;
  return new Set(Array.from({ length: edged.length - 1 }, (_, i) => edged.slice(i, i + 2)));
}

/** Dice's coefficient. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size);
}
