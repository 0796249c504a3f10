import { attributesOf, linkType } from '../../link-type/link-types.js';
import type { Operation } from '../../operation/operation.js';
import { present } from '../../scalar/present.js';
import { setIpv6 } from '../ipv6.js';
import { placeOf, type Why } from '../why.js';
import { isMadeInPlace, type Link } from './resource.js';

/**
 * Returns what makes a link. In the host's namespace its IPv6 may be off from birth; in a namespace of ours it is not.
 */
export function createLink(after: Link, why: Why): readonly Operation[] {
  const { owner, netns, birth, name, type, link, peer, address, mtu, alias } = after;
  const from = birth === undefined ? { owner } : { owner, netns: birth };
  const inPlace = isMadeInPlace(after) && netns !== undefined;
  const own = {
    ...(inPlace ? { to: netns } : {}),
    ...present({ link, peer }),
    ...attributesOf(after),
    ...present({ address }),
  };
  return [
    ...(linkType(type).lower === 'carrier' ? setLower(after, { up: true }, why) : []),
    { kind: 'LinkAdd', ...from, name, type, ...own, mtu, alias, ...why },
    ...(netns === birth || inPlace ? [] : [moveLink(from, name, netns, why)]),
    ...(after.disableIpv6 || netns === undefined
      ? [setIpv6(placeOf(after), name, after.disableIpv6, why)]
      : []),
  ];
}

/**
 * Returns what prepares the carrier of a link. A link can be up only on a carrier that is up, and cannot have a larger
 * MTU. The carrier may be a NIC that nobody else leads.
 */
function setLower(
  { owner, birth, link, lowerMtu }: Link,
  state: { readonly up?: true },
  why: Why,
): readonly Operation[] {
  const place = birth === undefined ? { owner } : { owner, netns: birth };
  const mtu = lowerMtu === undefined ? {} : { mtu: lowerMtu };
  return link === undefined ? [] : [{ kind: 'LinkSet', ...place, name: link, ...mtu, ...state, ...why }];
}

/** Returns the move of a link from a namespace into another. */
function moveLink(
  from: { readonly owner: string; readonly netns?: string },
  name: string,
  to: string | undefined,
  why: Why,
): Operation {
  return { kind: 'LinkMove', ...from, name, ...present({ to }), ...why };
}

/** Returns what changes a link into another of its identity. In another namespace it arrives with its IPv6 on. */
export function updateLink(before: Link, after: Link, why: Why): readonly Operation[] {
  const { name, mtu, alias, address } = after;
  const set = {
    ...(before.mtu === mtu ? {} : { mtu }),
    ...(before.alias === alias ? {} : { alias }),
    ...(address === undefined || before.address === address ? {} : { address }),
  };
  const moves = before.netns !== after.netns;
  const stretches = after.lowerMtu !== undefined && before.lowerMtu !== after.lowerMtu;
  const rises = before.lowerDown === true ? { up: true as const } : {};
  return [
    ...(stretches || before.lowerDown === true ? setLower(after, rises, why) : []),
    ...(moves ? [moveLink(placeOf(before), name, after.netns, why)] : []),
    ...(Object.keys(set).length === 0
      ? []
      : [{ kind: 'LinkSet' as const, ...placeOf(after), name, ...set, ...why }]),
    ...(after.disableIpv6 === (moves ? false : before.disableIpv6)
      ? []
      : [setIpv6(placeOf(after), name, after.disableIpv6, why)]),
  ];
}
