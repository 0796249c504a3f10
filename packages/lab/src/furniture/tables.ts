import type { Piece } from './piece.js';

/** Routes in three tables beside `main`, of many kinds, and the rules that lead to them. Needs the NIC in use. */
export const tables: Piece = {
  name: 'tables of routes',
  script: `
ip route add 10.128.0.0/9 via 172.29.1.254 dev enf1 proto static
ip route add 10.128.0.0/10 via 172.29.1.254 dev enf1 proto bird metric 32 mtu 1400
ip route add blackhole 192.0.2.128/25 proto static
ip route add default via 172.29.1.254 dev enf1 table 77
ip route add unreachable 10.0.0.0/8 table 77 metric 9
ip route add 172.29.8.0/24 table 770 nexthop via 172.29.1.253 dev enf1 weight 2 nexthop via 172.29.1.254 dev enf1
ip route add 172.29.9.0/24 dev enf1 table 7700 src 172.29.1.2 advmss 1300 proto 110
ip nexthop add id 77 via 172.29.1.254 dev enf1
ip route add 172.29.10.0/24 nhid 77
ip -6 route add fd12:29:80::/48 via fd12:29:1::fe dev enf1 proto static
ip -6 route add default via fd12:29:1::fe dev enf1 table 77
ip -6 route add prohibit fd12:29:90::/48 table 770
ip -6 route add fd12:29:91::/48 dev enf1 table 7700 proto 110
ip rule add priority 77 from 172.29.1.2 table 77
ip rule add priority 770 fwmark 0x77/0xff table 770
ip rule add priority 7700 iif enf1 to 172.29.9.0/24 table 7700
ip rule add priority 32000 table main suppress_prefixlength 0
ip -6 rule add priority 77 from fd12:29:1::2 table 77
ip -6 rule add priority 770 to fd12:29:90::/48 prohibit`,
};
