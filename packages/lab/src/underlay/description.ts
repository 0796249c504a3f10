/** The families in which addresses are. */
export type Family = 'ipv4' | 'ipv6';

/**
 * An underlay: what `startLab` builds of namespaces, and what `inventoryOf` writes down of it. Addresses are texts as
 * ip(8) takes them, `192.0.2.1/24`.
 */
export interface Description {
  readonly routers: readonly Router[];
  readonly nodes: readonly LabNode[];
  /** Machines outside the grid, laptops say. */
  readonly others: readonly Machine[];
}

/** An interface's place on a segment: an Ethernet, to which all that name it are plugged. */
export interface Attachment {
  readonly segment: string;
  readonly addresses: readonly string[];
}

/**
 * Forwards between its segments, of which it is the gateway, and its uplink. With an uplink it is a home's: what
 * leaves in IPv4 does so under the router's own address (masquerade), and in IPv4 only answers come in.
 */
export interface Router {
  readonly name: string;
  /** Where its way to the Internet is; absent: it is the Internet. */
  readonly uplink?: Attachment;
  readonly segments: readonly Served[];
  /** In IPv6, too, only answers come in. */
  readonly firewall6?: true;
  /** Seconds after which conntrack forgets UDP that had no answer; absent: the kernel's 30. */
  readonly udpTimeout?: number;
  /** Seconds after which conntrack forgets UDP that went both ways; absent: the kernel's 120. */
  readonly udpTimeoutStream?: number;
}

/** A router's place on a segment, and what it tells those on it that ask how to get on. */
export interface Served extends Attachment {
  /** Absent: questions for an IPv4 address have no answer. */
  readonly dhcp?: Dhcp;
  /** Absent: there are no router advertisements. */
  readonly advertises?: Advertisement;
}

/** A DHCP server (RFC 2131). */
export interface Dhcp {
  /** The first and the last address that it leases. */
  readonly range: readonly [string, string];
  /**
   * Seconds of a lease; absent: 120, the shortest that dnsmasq gives. Shorter ones are given by udhcpd, which, started
   * again, does not refuse (NAK) a client it has never heard of, but leaves it without an answer. udhcpc makes 16 of
   * less.
   */
  readonly lease?: number;
  /** The routers that it names; absent: the one it runs on. */
  readonly routers?: readonly string[];
  /** The MAC address of the only machine that it has a lease for: the first address. Only dnsmasq can. */
  readonly only?: string;
  /** Seconds that it thinks before it offers an address. Only dnsmasq can. */
  readonly delay?: number;
}

/** Router advertisements (RFC 4861), to all every few seconds, and at once to who asks. */
export interface Advertisement {
  /** Prefixes to make addresses of; absent: those of the router's own addresses. */
  readonly prefixes?: readonly string[];
  /** Seconds for which the router is a gateway; 0: it is not. Absent: 1800. */
  readonly lifetime?: number;
}

/** A network interface card. One without addresses is bare: it is down, as nobody has touched it yet. */
export interface Nic extends Attachment {
  readonly name: string;
  /** Nothing is at the other end of the cable, until somebody plugs it in. */
  readonly carrier?: false;
  /**
   * In bytes, what it and its cable carry; absent: Ethernet's 1500. The segment drops what is too large for who it is
   * for.
   */
  readonly mtu?: number;
  /** The namespace of the machine it lies in; absent: the host's. */
  readonly netns?: 'public';
}

/** A machine of its own, in which programs run. */
export interface Machine {
  readonly name: string;
  readonly nics: readonly Nic[];
}

/** A machine that the inventory knows, under its name. */
export interface LabNode extends Machine {
  readonly farm?: string;
  readonly lan?: string;
  /** It is in the inventory, and is not started. */
  readonly down?: true;
}

export function familyOf(address: string): Family {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

/** Returns an address without the length of its prefix. */
export function hostOf(address: string): string {
  return address.split('/')[0] ?? address;
}

/** Returns the router that is the gateway of a segment. */
export function routerOf({ routers }: Description, segment: string): Router | undefined {
  return routers.find(({ segments }) => segments.some((each) => each.segment === segment));
}

/** Returns the gateways of an attachment, one for each family it has addresses in, as far as its segment has them. */
export function gatewaysOf(description: Description, { segment, addresses }: Attachment): readonly string[] {
  const families = addresses.map(familyOf);
  const router = routerOf(description, segment);
  const own = router?.segments.find((each) => each.segment === segment)?.addresses ?? [];
  return own.filter((address) => families.includes(familyOf(address))).map(hostOf);
}
