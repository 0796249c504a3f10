import type { Piece } from './piece.js';

/**
 * Parameters that somebody has set, for all and for a NIC: none has the value that the kernel gives. Needs the NIC in
 * use.
 */
export const tuned: Piece = {
  name: 'tuned parameters',
  script: `
sysctl -qw net.ipv4.conf.all.rp_filter=2 net.ipv4.conf.default.rp_filter=2 net.ipv4.conf.enf1.rp_filter=1
sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.enf1.arp_announce=2 net.ipv4.conf.enf1.send_redirects=0
sysctl -qw net.ipv4.conf.enf1.proxy_arp=1 net.ipv4.conf.enf1.accept_local=1 net.ipv4.conf.enf1.forwarding=1
sysctl -qw net.ipv4.neigh.enf1.base_reachable_time_ms=45000 net.ipv6.neigh.enf1.gc_stale_time=77
sysctl -qw net.ipv6.conf.enf1.accept_ra=0 net.ipv6.conf.enf1.use_tempaddr=0 net.ipv6.conf.enf1.hop_limit=77
sysctl -qw net.ipv4.ip_local_port_range="20000 50000" net.ipv4.tcp_mtu_probing=1 net.ipv4.ip_default_ttl=77`,
};
