import { byName, type Json, type LeftOut, listed, type Source, without } from './source.js';

const leftOut: LeftOut = { used: 'it ticks', updated: 'it ticks' };

/** Says whether many listen to an address (IEEE 802, the first bit on the wire). */
const isGroup = (mac: Json | undefined) => Number.parseInt(`${mac}`, 16) % 2 === 1;

/**
 * bridge(8): what is in a bridge's table for good. Not written down: what was learned, which comes and goes by itself,
 * and groups, which follow from addresses.
 */
export const forwarding: Source = {
  section: 'forwarding',
  command: 'bridge -d -j fdb show',
  entries: (output) =>
    byName(
      listed(output).filter(
        ({ mac, state }) => ['permanent', 'static'].includes(`${state}`) && !isGroup(mac),
      ),
      ({ mac, ifname, vlan }) => `${mac} dev ${ifname}${vlan === undefined ? '' : ` vlan ${vlan}`}`,
      (each) => without(leftOut, each),
    ),
};

/** bridge(8): the VLANs that a member takes: none where the kernel has no bridges that know of VLANs. */
export const vlans: Source = {
  section: 'vlans',
  command: `vlans=$(bridge -d -j vlan show 2>/dev/null) || vlans='[]'; printf '%s\\n' "$vlans"`,
  entries: (output) =>
    byName(
      listed(output),
      ({ ifname }) => `${ifname}`,
      (each) => each,
    ),
};
