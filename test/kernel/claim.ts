import type { Errno } from '@networkd/planner/testing';
import type { Given } from './step.js';
import { made } from './universe.js';

/** A behaviour that the fake kernel claims, the errors it refuses steps with in order, and steps that show it. */
export type Claim = readonly [title: string, refusals: readonly Errno[], sequence: readonly Given[]];

export const netns = 'n-x';
export const device = 'n-x';
export const up = made('x');
export const add = (address: string): Given => ({ kind: 'AddressAdd', netns, device, address });
export const remove = (address: string): Given => ({ kind: 'AddressDelete', netns, device, address });
export const route = (destination: string, on = device): Given => ({
  kind: 'RouteReplace',
  netns,
  device: on,
  destination,
});
export const via = (destination: string, gateway: string): Given => ({
  kind: 'RouteReplace',
  netns,
  device,
  destination,
  via: gateway,
});
export const sysctl = (key: string, value: string): Given => ({ kind: 'SysctlSet', netns, key, value });
export const turn = (name: string, to: boolean): Given => ({ kind: 'LinkSet', netns, name, up: to });
export const bridge = (name: string): Given => ({
  kind: 'LinkAdd',
  name,
  type: 'bridge',
  mtu: 1500,
  alias: 'networkd:x',
});
export const promote = sysctl('net.ipv4.conf.all.promote_secondaries', '1');
export const three = ['10.1.2.1/24', '10.1.2.2/24', '10.1.2.3/24'].map(add);
export const both = [add('10.1.2.1/24'), add('fd00::1/64'), route('10.1.0.0/16'), route('fd00::/48')];
