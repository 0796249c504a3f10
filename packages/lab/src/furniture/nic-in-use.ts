import type { Piece } from './piece.js';

/** A NIC with the machine's default route on it, and what is at the other end of its cable in a namespace of its own. */
export const nicInUse: Piece = {
  name: 'a NIC in use',
  script: `
ip netns add f-far
ip -n f-far link set dev lo up
ip link add enf1 type veth peer name far1 netns f-far
ip -n f-far link set dev far1 up
ip -n f-far address add 172.29.1.254/24 dev far1
ip link set dev enf1 mtu 1480 txqueuelen 500 alias 'the way out' up
ip address add 172.29.1.1/24 dev enf1
ip address add 172.29.1.2/24 dev enf1
ip address add 172.29.1.3/32 dev enf1 label enf1:old
ip address add fd12:29:1::1/64 dev enf1 nodad
ip address add fd12:29:1::2/64 dev enf1 nodad preferred_lft 0
ip route add default via 172.29.1.254 dev enf1
ip -6 route add default via fd12:29:1::fe dev enf1
ip neighbour add 172.29.1.77 lladdr 02:00:00:00:00:77 dev enf1 nud permanent
ip -6 neighbour add fd12:29:1::77 lladdr 02:00:00:00:00:77 dev enf1 nud permanent
ip neighbour add proxy 172.29.1.78 dev enf1
tc qdisc add dev enf1 root pfifo limit 77`,
};
