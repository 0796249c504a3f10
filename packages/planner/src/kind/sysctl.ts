import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import type { Operation } from '../operation/operation.js';
import { insideNetns, key, linkClaim } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, owned, placed } from './owned.js';
import { linkOfParameter } from './sysctl-link.js';
import { placeOf, type Why } from './why.js';

/** A kernel parameter, sysctl(8), as `net.ipv4.ip_forward`. */
export interface Sysctl extends Owned {
  readonly kind: 'Sysctl';
  readonly key: string;
  readonly value: string;
}

/** Every parameter that is ours is a number. */
const value = scalar.textOf(/^-?[0-9]{1,10}$/, 'a whole number');

function set(after: Sysctl, why: Why): readonly Operation[] {
  return [{ kind: 'SysctlSet', ...placeOf(after), key: after.key, value: after.value, ...why }];
}

/** It has no state before us to go back to, so it stays until its link or namespace goes. */
export const sysctl: Kind<Sysctl, 'LinkMaster'> = {
  codec: codec.closed({ ...owned('Sysctl'), key: scalar.sysctlKey, value }, placed),
  fields: { netns: 'identity', key: 'identity', value: 'equal' },
  identity: (resource) => key('Sysctl', resource.netns, resource.key),
  // Those of links come right after the links: they are there as long as these.
  place: (resource) => (linkOfParameter(resource.key) === undefined ? undefined : ['LinkMaster', 1]),
  claims: none,
  passes: none,
  container: (resource) => {
    const link = linkOfParameter(resource.key);
    return link === undefined ? insideNetns(resource) : linkClaim(resource.netns, link);
  },
  containing: nowhere,
  reliesOn: nowhere,
  grounds: (resource) => {
    const link = linkOfParameter(resource.key);
    const ground =
      link === undefined || link === 'lo' ? insideNetns(resource) : linkClaim(resource.netns, link);
    return ground === undefined ? [] : [ground];
  },
  nic: nowhere,
  leaves: 'with-its-container',
  isHandedOver: false,
  make: set,
  change: (_, after, why) => set(after, why),
  unmake: none,
  title: (resource) => `sysctl ${resource.key}${inNetns(resource)}`,
  suspects: 'sysctl(8) by hand, or a program that loads sysctl.d(5) again',
};
