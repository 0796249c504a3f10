import type { IpObject, ResourceOf } from '@networkd/planner';

/** What is found on one link: an object in ip(8)'s own words, and for how long it is lent. */
export interface Spoken {
  readonly object: IpObject;
  readonly family: ResourceOf<'Carried'>['family'];
  readonly words: string;
  readonly validLft?: number;
  readonly preferredLft?: number;
}

/** How the namespace deals with a link's IPv6. */
export interface Ipv6Habits {
  /** Does the kernel itself make addresses and routes of what routers advertise? Then it makes them again. */
  readonly heedsRouters: boolean;
}
