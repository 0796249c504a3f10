import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { linkType, type MasterType, masterTypes } from '../link-type/link-types.js';
import type { Operation } from '../operation/operation.js';
import { carrierClaim, egressClaim, key, linkClaim, nicClaim, onLink } from './claim.js';
import { setIpv6 } from './ipv6.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf, type Why } from './why.js';

/**
 * A link that is a member of a bridge or a bond of ours, ip-link(8) `master`. A member may be a NIC, which is nobody's:
 * it is ours to lead only as long as its master is ours, and is then up.
 */
export interface LinkMaster extends Owned {
  readonly kind: 'LinkMaster';
  readonly device: string;
  readonly master: string;
  /** What the master is: some take only a member that is down. */
  readonly type: MasterType;
  /** Of a NIC: whether the namespace keeps out of its IPv6. Absent of a link of ours, which says so itself. */
  readonly disableIpv6?: boolean;
  /** Of a NIC: its MTU; absent: not compared. A bridge takes the least of its members' for its own. */
  readonly mtu?: number;
  /** A NIC that was found down. Only observed: a member is always wanted up. */
  readonly up?: false;
  /**
   * A NIC that its owner had down before it was a member of ours. Only observed; absent: it was up, or that is not known.
   */
  readonly wasDown?: true;
  /** A NIC of whose IPv6 its owner kept out before. Only observed; absent: he did not, or that is not known. */
  readonly ipv6WasOff?: true;
}

/** Says whether the master takes a member only while it is down, and leaves it down. */
function leavesDown({ type }: Pick<LinkMaster, 'type'>): boolean {
  return linkType(type).members === 'down';
}

/** Returns what makes a link a member. */
function createMember(after: LinkMaster, why: Why): readonly Operation[] {
  const { disableIpv6, mtu } = after;
  return [
    ...enslave(after, mtu, why),
    ...(disableIpv6 === undefined ? [] : [setIpv6(placeOf(after), after.device, disableIpv6, why)]),
    ...setUp(after, why),
  ];
}

/** Returns what changes a member into another. A bond leaves a member down that it lets go. */
function updateMember(before: LinkMaster, after: LinkMaster, why: Why): readonly Operation[] {
  const { device, disableIpv6 } = after;
  const mtu = before.mtu === after.mtu ? undefined : after.mtu;
  const moves = before.master !== after.master || before.type !== after.type;
  const falls = moves && (leavesDown(before) || leavesDown(after));
  const leads = disableIpv6 !== undefined && before.disableIpv6 !== disableIpv6;
  return [
    ...(moves ? enslave(after, mtu, why) : setMtu(after, mtu, why)),
    ...(leads ? [setIpv6(placeOf(after), device, disableIpv6, why)] : []),
    ...(falls || before.up === false ? setUp(after, why) : []),
  ];
}

/**
 * Returns what takes a member from its master. A NIC gets its IPv6 back while it is still known as ours to lead, unless
 * its owner had that off. It stays up, though a bond sets it down, unless its owner had it down: then it goes down
 * first, and no router gives it an address.
 */
function deleteMember(before: LinkMaster, why: Why): readonly Operation[] {
  const { device: name, disableIpv6, wasDown = false, ipv6WasOff = false } = before;
  const place = placeOf(before);
  return [
    ...(wasDown ? [{ kind: 'LinkSet' as const, ...place, name, up: false, ...why }] : []),
    ...(disableIpv6 === true && !ipv6WasOff ? [setIpv6(place, name, false, why)] : []),
    { kind: 'LinkRemoveMaster', ...place, name, ...why },
    ...(leavesDown(before) && !wasDown ? setUp(before, why) : []),
  ];
}

/**
 * Returns what makes the link a member of its master. Its MTU comes first, or a bridge would shrink to it, and all that
 * is on the bridge too. For a bond the link has to be down. Its IPv6 is set only afterwards: a member is known as ours to
 * lead, so that what stops half-way is repaired.
 */
function enslave(member: LinkMaster, mtu: number | undefined, why: Why): readonly Operation[] {
  const { device: name, master } = member;
  const falls = { kind: 'LinkSet', ...placeOf(member), name, up: false, ...why } as const;
  return [
    ...setMtu(member, mtu, why),
    ...(leavesDown(member) ? [falls] : []),
    { kind: 'LinkSetMaster', ...placeOf(member), name, master, ...why },
  ];
}

function setMtu(member: LinkMaster, mtu: number | undefined, why: Why): readonly Operation[] {
  return mtu === undefined ? [] : [{ kind: 'LinkSet', ...placeOf(member), name: member.device, mtu, ...why }];
}

/** Returns what sets a NIC up: as a member it is always up. A link of ours is set up when all is set. */
function setUp(member: LinkMaster, why: Why): readonly Operation[] {
  const { device: name, disableIpv6 } = member;
  return disableIpv6 === undefined ? [] : [{ kind: 'LinkSet', ...placeOf(member), name, up: true, ...why }];
}

export const linkMaster: Kind<LinkMaster> = {
  codec: codec.closed(
    { ...onDevice('LinkMaster'), master: scalar.interfaceName, type: codec.oneOf(masterTypes) },
    {
      ...placed,
      disableIpv6: scalar.flag,
      mtu: scalar.unsigned,
      up: scalar.falsehood,
      wasDown: scalar.truth,
      ipv6WasOff: scalar.truth,
    },
  ),
  fields: {
    netns: 'identity',
    device: 'identity',
    master: 'equal',
    type: 'equal',
    disableIpv6: 'if-wanted',
    mtu: 'if-wanted',
    up: 'fault',
    wasDown: 'basis',
    ipv6WasOff: 'basis',
  },
  identity: ({ netns, device }) => key('LinkMaster', netns, device),
  claims: ({ netns, device, master, type, disableIpv6 }) => [
    leavesDown({ type }) ? carrierClaim(netns, device) : egressClaim(netns, master),
    ...(disableIpv6 === undefined ? [] : [nicClaim(netns, device)]),
  ],
  passes: none,
  container: onLink,
  containing: nowhere,
  reliesOn: ({ netns, master }) => linkClaim(netns, master),
  grounds: ({ netns, master }) => [linkClaim(netns, master)],
  // Of a link of ours it is the link that says so.
  nic: ({ device, disableIpv6 }) => (disableIpv6 === undefined ? undefined : device),
  leaves: 'by-itself',
  isHandedOver: false,
  make: createMember,
  change: updateMember,
  unmake: deleteMember,
  title: ({ device, master, ...resource }) => `link ${device} master ${master}${inNetns(resource)}`,
  suspects: 'ip link by hand, NetworkManager or systemd-networkd',
};
