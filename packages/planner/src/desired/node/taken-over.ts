import type { Address } from '../../kind/address.js';
import type { Carried } from '../../kind/carried.js';
import { nodeNames } from '../../mark/names.js';
import { wordAfter } from '../../scalar/ip-words.js';
import { nodeOwner } from '../../scalar/owner.js';
import type { NodeWishes } from './node-wishes.js';

const zos = nodeNames.bridges.host;

type TakenOver = Carried | Address;

/**
 * Returns what the host's bridge takes over from the uplink's NIC, and what is on the bridge because it once took it
 * over. In a family in which the farmer sets no address, a NIC that was given addresses for good and a default route
 * hands all of that on, so that the machine keeps the addresses by which it is known; what a DHCP server or a router
 * lends is asked for again. A VLAN is another segment than that of its NIC.
 */
export function takenOver(wishes: NodeWishes): readonly TakenOver[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family) => takenOverIn(wishes, family));
}

/** Says whether the bridge has been given its addresses in the family, so that nobody is to be asked for one. */
export function isGiven(resources: readonly TakenOver[], family: Carried['family']): boolean {
  return leads(
    resources.filter((each): each is Carried => each.kind === 'Carried' && each.family === family),
  );
}

function takenOverIn(wishes: NodeWishes, family: Carried['family']): readonly TakenOver[] {
  const { config, uplink, observed } = wishes;
  const resources = observed?.resources ?? [];
  const carried = resources.filter((each) => each.kind === 'Carried' && each.family === family);
  const there = carried.filter((each): each is Carried => each.kind === 'Carried' && each.device === zos);
  if (config.uplink.addresses.some(({ address }) => address.kind === family)) {
    return there.filter((each) => each.object !== 'address' && !isDefault(each));
  }
  const nics = new Set<string>(config.uplink.vlan === undefined ? uplink.nics.map(({ name }) => name) : []);
  const given = carried.filter(
    (each): each is Carried =>
      each.kind === 'Carried' && nics.has(each.device) && each.validLft === undefined,
  );
  const arriving = leads(given) && given.some(({ object }) => object === 'address') ? given.map(moved) : [];
  const addresses = leads(there) ? resources.filter(isAddressOf(family)) : [];
  return unique([...there, ...addresses, ...arriving]);
}

/** Says whether there is a default route among what somebody gave for good. */
function leads(carried: readonly Carried[]): boolean {
  return carried.some((each) => each.validLft === undefined && isDefault(each));
}

function isDefault({ object, words }: Carried): boolean {
  const table = wordAfter(words, 'table');
  return object === 'route' && /^unicast (0\.0\.0\.0|::)\/0 /.test(words) && table === mainTable;
}

/** RT_TABLE_MAIN. */
const mainTable = '254';

function isAddressOf(family: Carried['family']) {
  return (each: { readonly kind: string }): each is Address => {
    const address = each as Address;
    return (
      each.kind === 'Address' &&
      address.owner === nodeOwner &&
      address.netns === undefined &&
      address.device === zos &&
      address.address.includes(':') === (family === 'ipv6')
    );
  };
}

/** Returns the same on the bridge. What is only an address becomes an address of ours there. */
function moved(carried: Carried): TakenOver {
  const { owner, object, device, place, family } = carried;
  const reason = `${device} hands it on`;
  const words = onBridge(carried);
  const [address = ''] = words.split(' ');
  return object === 'address' && words === plainAddress(address)
    ? { kind: 'Address', owner, device: zos, address, reason }
    : { kind: 'Carried', owner, device: zos, object, family, words, place, reason };
}

/** Returns the words of an address with no attributes, as the observer writes them. */
function plainAddress(address: string): string {
  return `${address} dev ${zos}`;
}

function onBridge({ words, device, object }: Carried): string {
  const said = words.split(' ');
  const keys = new Set(['dev', 'iif', 'oif']);
  const renamed = said.map((word, i) => {
    if (keys.has(said[i - 1] ?? '') && word === device) return zos;
    if (object === 'address' && said[i - 1] === 'label') return zos + word.slice(device.length);
    return word;
  });
  // We know that nobody else has the address: that is asked for once, on the NIC.
  return renamed.filter((word) => object !== 'address' || word !== 'nodad').join(' ');
}

function unique(resources: readonly TakenOver[]): readonly TakenOver[] {
  const texts = new Map<string, TakenOver>();
  for (const each of resources) {
    const key = each.kind === 'Address' ? each.address : each.words;
    if (!texts.has(key)) texts.set(key, each);
  }
  return [...texts.values()];
}
