import type { Piece } from './piece.js';

/**
 * Bridges, a bond and VLANs of others, those of the kernel that it has, some with names much like ours, and a container
 * in a namespace that has no name.
 */
export const bridges: Piece = {
  name: 'bridges, bonds and VLANs',
  script: `
ip link add virbr0 address 52:54:00:77:00:01 type bridge
ip address add 192.168.122.1/24 dev virbr0
ip link set dev virbr0 up
ip link add vnet0 type veth peer name vnet0-guest
ip link set dev vnet0 master virbr0 up
bridge fdb add 52:54:00:77:00:02 dev vnet0 master static
ip link add b-lan type bridge
ip link set dev b-lan alias 'of somebody else' group 77
ip link set dev b-lan up
ip link add mac0 link vnet0-guest type macvlan mode bridge
if ip link add bond7 type bond mode active-backup 2>/dev/null; then
  ip link add enf7 type veth peer name far7
  ip link set dev enf7 master bond7
  ip link set dev bond7 up
fi
if ip link add link virbr0 name virbr0.7 type vlan id 7 2>/dev/null; then ip link set dev virbr0.7 up; fi
if ip link add vrf7 type vrf table 7007 2>/dev/null; then ip link set dev vrf7 up; fi
setsid unshare --net sleep 987654321 </dev/null >/dev/null 2>&1 &
until container=$(pgrep -f '^sleep 987654321'); do sleep 0.02; done
ip link add veth7 type veth peer name eth0 netns "$container"
ip link set dev veth7 master virbr0 up
nsenter --net=/proc/$container/ns/net ip address add 192.168.122.77/24 dev eth0
nsenter --net=/proc/$container/ns/net ip link set dev eth0 up
ip netns add n-other-ns
ip -n n-other-ns link add w-other type bridge
ip -n n-other-ns route add blackhole 10.8.0.0/16
ip netns exec n-other-ns nft 'add table inet networkd; add table inet theirs'`,
};
