import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import { linkAttributes, linkType, linkTypes, ofAttributes, variantOf } from '../../link-type/link-types.js';
import { egressLink } from '../../mark/names.js';
import { carrierClaim, key, linkClaim } from '../claim.js';
import { ownNetns } from '../grounds.js';
import { type Kind, nowhere } from '../kind.js';
import { inNetns, owned, placed } from '../owned.js';
import { placeOf } from '../why.js';
import { createLink, updateLink } from './operations.js';
import { isMadeInPlace, type Link } from './resource.js';

/** Returns the claim of the lower device. If that goes and comes again, so must the link. */
function lowerOf({ birth, link }: Link): string | undefined {
  return link === undefined ? undefined : linkClaim(birth, link);
}

export const link: Kind<Link, 'Link'> = {
  codec: codec.closed(
    {
      ...owned('Link'),
      name: scalar.interfaceName,
      type: codec.oneOf(linkTypes),
      mtu: scalar.unsigned,
      alias: scalar.word,
      disableIpv6: scalar.flag,
    },
    {
      ...placed,
      birth: scalar.interfaceName,
      link: scalar.interfaceName,
      peer: scalar.interfaceName,
      ...linkAttributes,
      address: scalar.mac,
      lowerMtu: scalar.unsigned,
      lowerDown: scalar.truth,
    },
  ),
  fields: {
    netns: 'equal',
    birth: 'identity',
    name: 'identity',
    type: 'identity',
    link: 'identity',
    peer: 'identity',
    ...ofAttributes('identity'),
    mtu: 'equal',
    alias: 'equal',
    disableIpv6: 'equal',
    address: 'if-wanted',
    lowerMtu: 'if-wanted',
    lowerDown: 'fault',
  },
  identity: (resource) => {
    const { birth, name, type, link, peer, netns } = resource;
    // What else is immutable of a link of its type, or of one that never was in another namespace.
    const variant = peer ?? variantOf(resource) ?? (isMadeInPlace(resource) ? netns : undefined);
    return key('Link', birth, name, type, link) + (variant === undefined ? '' : ` ${variant}`);
  },
  place: ({ type }) => ['Link', linkTypes.indexOf(type)],
  // A name among the links of each namespace it passes through. In userspace a WireGuard device is known to wg(8) by its name alone.
  claims: (resource) => {
    const { netns, birth, name, type, link } = resource;
    const links = [linkClaim(netns, name), ...(isMadeInPlace(resource) ? [] : [linkClaim(birth, name)])];
    if (linkType(type).lower === 'carrier' && link !== undefined)
      return [...links, carrierClaim(birth, link)];
    return type === 'wireguard' ? [...links, key('wireguard', name)] : links;
  },
  // Linux up to 6.12 refuses a link in another namespace where one beside its lower link has its name.
  passes: (resource) => (isMadeInPlace(resource) ? [linkClaim(resource.birth, resource.name)] : []),
  container: nowhere,
  containing: ({ netns, name }) => linkClaim(netns, name),
  reliesOn: lowerOf,
  // A network's egress link is on the node's bridge, and what carries a link may be a NIC, which is nobody's.
  grounds: (resource) => {
    const { owner, netns, birth, type, name } = resource;
    const lower = linkType(type).lower === 'carrier' || name === egressLink ? undefined : lowerOf(resource);
    const homes = [netns, birth].flatMap((each) => ownNetns(owner, each));
    return lower === undefined ? homes : [...homes, lower];
  },
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: createLink,
  change: updateLink,
  unmake: ({ type, name, ...before }, why) => [
    {
      kind: 'LinkDelete',
      ...placeOf(before),
      name,
      ...why,
      ...(type === 'wireguard' ? { disruptive: true } : {}),
    },
  ],
  title: ({ name, type, ...resource }) => `link ${name} type ${type}${inNetns(resource)}`,
  suspects:
    'ip link by hand, NetworkManager or systemd-networkd, a userspace WireGuard that ended, or a reboot',
};
