/** Joins the parts with spaces. Names, keys, addresses and numbers have no spaces in them. */
export function key(...parts: readonly (string | number | undefined)[]): string {
  let text = '';
  for (const part of parts) text += ` ${part ?? ''}`;
  return text;
}

/** Returns the claim to a name among the namespaces. */
export function netnsClaim(name: string): string {
  return key('netns', name);
}

/** Returns the claim to a name among the links of a namespace. */
export function linkClaim(netns: string | undefined, name: string): string {
  return key('link', netns, name);
}

/** Returns the claim to a UDP port of a namespace. */
export function portClaim(netns: string | undefined, port: number): string {
  return key('port', netns, port);
}

/** Returns the claim to a NIC: we have it as a member, or its owner has it. */
export function nicClaim(netns: string | undefined, name: string): string {
  return key('nic', netns, name);
}

/**
 * Returns the claim to a NIC as the carrier of a vlan or the member of a bond. A bond sets the NIC down when it leaves,
 * and a vlan would go down with it.
 */
export function carrierClaim(netns: string | undefined, name: string): string {
  return key('carrier', netns, name);
}

/**
 * Returns the claim to be the egress link of a bridge. Two at once would close a loop where both lead to one segment:
 * frames would go round until one of the two is gone, as Ethernet frames have no hop count.
 */
export function egressClaim(netns: string | undefined, bridge: string): string {
  return key('egress', netns, bridge);
}

/**
 * Names the link that takes an object on it along when it goes. For the loopback device it names the namespace: they
 * are equally old.
 */
export function onLink({ netns, device }: { readonly netns?: string; readonly device: string }): string {
  return device === 'lo' && netns !== undefined ? netnsClaim(netns) : linkClaim(netns, device);
}

/**
 * Names the namespace that takes an object in it along when it goes; `undefined` for the node's own, which never goes.
 */
export function insideNetns({ netns }: { readonly netns?: string }): string | undefined {
  return netns === undefined ? undefined : netnsClaim(netns);
}

/** What nobody has. An object that stands on it stands nowhere. */
export const nobodys = '';
