/** Outer IPv6 (40), UDP (8) and WireGuard (32) headers, in bytes: what the tunnel takes from the underlay's MTU. */
const overhead = 80;

/** MTU in bytes of a WireGuard device over an underlay with this MTU: 1420 over 1500. */
export function deviceMtu(underlayMtu: number): number {
  return underlayMtu - overhead;
}
