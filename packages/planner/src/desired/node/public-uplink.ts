import { nodeNames } from '../../mark/names.js';
import { foldedNics } from '../../node/folded-nics.js';
import type { Nic } from '../../node/nic.js';
import { isGlobal } from '../../scalar/address-class.js';
import { compareTexts } from '../../scalar/id.js';
import { nodeOwner } from '../../scalar/owner.js';
import { present } from '../../scalar/present.js';
import type { NodeWishes } from './node-wishes.js';
import { lowerDevice } from './uplink.js';

/**
 * What the public segment is reached by: a NIC or one of its VLANs (`dual`), or the uplink's own segment over a cable
 * between the two bridges (`single`).
 */
export type PublicUplinkChoice =
  | { readonly kind: 'dual'; readonly interface: string; readonly vlan?: number }
  | { readonly kind: 'single' };

/**
 * Chooses the public configuration's interface, else the one that the node's configuration names, else the NIC that is
 * a member of the public bridge, else the first free NIC on whose segment there is global IPv6, else none: then both
 * segments are one. The uplink's NIC without a VLAN of its own is that same segment.
 */
export function choosePublicUplink(wishes: NodeWishes): PublicUplinkChoice {
  const { config, publicConfig, uplink } = wishes;
  const named = publicConfig ?? config.publicUplink;
  if (named === undefined) {
    const name = currentNic(wishes) ?? freeNics(wishes).find(hasGlobalIpv6)?.name;
    return name === undefined ? { kind: 'single' } : { kind: 'dual', interface: name };
  }
  const { interface: name, vlan } = named;
  const isUplink = name === nodeNames.bridges.host || uplink.nics.some((nic) => nic.name === name);
  if (!isUplink) return { kind: 'dual', interface: name, ...present({ vlan }) };
  return vlan === undefined || vlan === config.uplink.vlan
    ? { kind: 'single' }
    : { kind: 'dual', interface: lowerDevice(wishes), vlan };
}

/**
 * Returns the NIC that is a member of the public bridge, unless a document gives it another purpose. A cable may be out,
 * or a router silent, for a moment: quiet is not gone. With public addresses the NIC stands where a document put it,
 * and a document that no longer says so is a change.
 */
function currentNic({ config, uplink, facts, observed }: NodeWishes): string | undefined {
  const own = (observed?.resources ?? []).filter(({ owner }) => owner === nodeOwner);
  if (own.some((each) => each.kind === 'Netns' && each.name === nodeNames.netns.public)) return undefined;
  const used = new Set([...config.ignore, ...uplink.nics.map(({ name }) => name)]);
  const members = new Set<string>(
    own.flatMap((each) =>
      each.kind === 'LinkMaster' && each.master === nodeNames.bridges.public ? each.device : [],
    ),
  );
  return facts.nics.find(({ name }) => members.has(name) && !used.has(name))?.name;
}

/**
 * Returns the free NICs, sorted by name. What was found on a segment counts for its NIC, also where it is found on our
 * own interfaces there by now.
 */
function freeNics({ config, uplink, facts }: NodeWishes): readonly Nic[] {
  const used = new Set([...config.ignore, ...uplink.nics.map(({ name }) => name)]);
  return foldedNics(facts.nics, facts.links)
    .filter(({ name, carrier, master }) => !used.has(name) && carrier && isOurs(master))
    .toSorted((a, b) => compareTexts(a.name, b.name));
}

/** Says whether the NIC has no master but a bridge of ours. A NIC that is a member of another's bridge is not free. */
function isOurs(master: string | undefined): boolean {
  return master === undefined || Object.values<string>(nodeNames.bridges).includes(master);
}

function hasGlobalIpv6({ addresses }: Nic): boolean {
  return addresses.some(({ address }) => address.kind === 'ipv6' && isGlobal(address));
}
