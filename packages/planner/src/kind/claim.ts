/** Joins parts of which none can hold a space: names, keys, addresses and numbers do not. */
export function key(...parts: readonly (string | number | undefined)[]): string {
  let text = '';
  for (const part of parts) text += ` ${part ?? ''}`;
  return text;
}

/** A name among the namespaces. */
export function netnsClaim(name: string): string {
  return key('netns', name);
}

/** A name among the links of a namespace. */
export function linkClaim(netns: string | undefined, name: string): string {
  return key('link', netns, name);
}

/** A UDP port of a namespace. */
export function portClaim(netns: string | undefined, port: number): string {
  return key('port', netns, port);
}

/** Who has a NIC: we as a port, or its owner. */
export function nicClaim(netns: string | undefined, name: string): string {
  return key('nic', netns, name);
}

/** What a NIC carries by itself: a bond lets it go down when it leaves, and a vlan would go down with it. */
export function carrierClaim(netns: string | undefined, name: string): string {
  return key('carrier', netns, name);
}

/**
 * The way out of a bridge. Two at once would close a loop where both lead to one segment: frames would go round it until
 * one is gone, and there is nothing in them that counts the rounds.
 */
export function wayClaim(netns: string | undefined, bridge: string): string {
  return key('way', netns, bridge);
}

/** Names the link that an object is on as what takes it along; of the loopback device the namespace, which it is as old as. */
export function onLink({ netns, device }: { readonly netns?: string; readonly device: string }): string {
  return device === 'lo' && netns !== undefined ? netnsClaim(netns) : linkClaim(netns, device);
}

/** Names the namespace that an object is in as what takes it along; the node's own goes never. */
export function insideNetns({ netns }: { readonly netns?: string }): string | undefined {
  return netns === undefined ? undefined : netnsClaim(netns);
}

/** What nobody has. An object that stands on it stands nowhere. */
export const nobodys = '';
