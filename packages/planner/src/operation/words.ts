/** Returns a word and its value; nothing where there is no value. */
export function on(word: string, value: string | number | undefined): string {
  return value === undefined ? '' : ` ${word} ${value}`;
}

/** Returns where an object is; nothing in the node's own namespace. */
export function inNetns({ netns }: { readonly netns?: string }): string {
  return netns === undefined ? '' : ` in ${netns}`;
}
