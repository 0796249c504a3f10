import { anyFamily, ipSource } from './batch.js';
import { type Json, type LeftOut, listed, type Source, without } from './source.js';

const leftOut: LeftOut = {
  valid_life_time: 'it ticks; whether it ends at all is written down',
  preferred_life_time: 'it ticks; whether it ends at all is written down',
};

/** What iproute2 prints for a time without end. */
const forever = 0xffff_ffff;

interface Device {
  readonly ifname: Json;
  readonly held: readonly { readonly [field: string]: Json }[];
}

function devicesOf(output: string): readonly Device[] {
  return listed(output).map(({ ifname = '', addr_info: held }) => ({
    ifname,
    held: (held ?? []) as Device['held'],
  }));
}

function nameOf(address: { readonly [field: string]: Json }): string {
  return `${address['local']}/${address['prefixlen']}`;
}

/** ip-address(8): the addresses of each link. */
export const addresses: Source = ipSource(anyFamily, 'address show', {
  section: 'addresses',
  entries: (output) =>
    new Map(
      devicesOf(output).flatMap(({ ifname, held }) =>
        held.map((address): readonly [string, unknown] => [
          `${ifname} ${nameOf(address)}`,
          { ...(without(leftOut, address) as object), ends: address['valid_life_time'] !== forever },
        ]),
      ),
    ),
});

/** The order of the addresses of each link, by which the kernel chooses the source of a packet. */
export const addressOrder: Source = ipSource(anyFamily, 'address show', {
  section: 'order',
  entries: (output) => new Map(devicesOf(output).map(({ ifname, held }) => [`${ifname}`, held.map(nameOf)])),
});
