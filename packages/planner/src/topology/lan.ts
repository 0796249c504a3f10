import type { Interface, Node } from '../document/inventory/document.js';
import { compareAddresses } from '../scalar/address.js';
import { isGlobal, isUnicast } from '../scalar/address-class.js';
import { compareTexts } from '../scalar/id.js';
import type { InterfaceAddress } from '../scalar/prefix.js';

/** A LAN that nodes say they are on. */
export interface Lan {
  /** Told from others by. */
  readonly number: number;
  /** Texts of the addresses that more than one node on it has, as that of every Docker bridge: nobody is dialled there. */
  readonly ambiguous: ReadonlySet<string>;
}

/** Returns the nodes that say they are on a LAN, sorted by id. */
export function neighboursIn(nodes: readonly Node[]): readonly Node[] {
  const neighbours: Node[] = [];
  for (const node of nodes) if (node.lan !== undefined) neighbours.push(node);
  return neighbours.sort((a, b) => compareTexts(a.id, b.id));
}

/**
 * Returns a function that finds the LAN of a name. It looks up what is on each LAN once, and only where that LAN is
 * asked for.
 */
export function lansOf(nodes: readonly Node[]): (name: string) => Lan {
  const lans = new Map<string, Lan>();
  let byName: ReadonlyMap<string, readonly Node[]> | undefined;
  return (name) => {
    const known = lans.get(name);
    if (known !== undefined) return known;
    byName ??= byLan(nodes);
    const lan = { number: lans.size, ambiguous: ambiguousAmong(byName.get(name) ?? []) };
    lans.set(name, lan);
    return lan;
  };
}

/**
 * Returns the addresses that nodes of one LAN can dial, best first: those of interfaces with a gateway before
 * others, as a bridge of the host's own has none; private before global, so that LAN traffic stays on the LAN; then
 * numerically.
 */
export function lanAddressesOf(plugged: readonly Interface[]): readonly InterfaceAddress[] {
  return plugged
    .flatMap(({ addresses, gateways }) =>
      addresses.map((each) => ({ each, leads: gateways.some(({ kind }) => kind === each.address.kind) })),
    )
    .filter(({ each }) => isUnicast(each.address))
    .sort(
      (a, b) =>
        Number(b.leads) - Number(a.leads) ||
        Number(isGlobal(a.each.address)) - Number(isGlobal(b.each.address)) ||
        compareAddresses(a.each.address, b.each.address),
    )
    .map(({ each }) => each);
}

function byLan(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const groups = new Map<string, Node[]>();
  for (const node of nodes) {
    if (node.lan === undefined) continue;
    const group = groups.get(node.lan);
    if (group === undefined) groups.set(node.lan, [node]);
    else group.push(node);
  }
  return groups;
}

function ambiguousAmong(nodes: readonly Node[]): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const { interfaces } of nodes) {
    const own = new Set(interfaces.flatMap(({ addresses }) => addresses.map(({ address }) => address.text)));
    for (const text of own) (once.has(text) ? again : once).add(text);
  }
  return again;
}
