#!/bin/sh
# Node a, its own network: 51 operations.
# plan  b6fb3bd68f594b2c06dc4135942d5cc0b5e32907d9452f137ceb7065a1847a6d
# basis ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# tenants' way to the Internet
ip netns add ndmz

# forward IPv4
ip netns exec ndmz sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec ndmz sysctl -qw net.ipv6.conf.all.forwarding=1

# answer on a segment for its own addresses only
ip netns exec ndmz sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec ndmz sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec ndmz sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall of the host
nft -f - <<'END'
create table inet networkd { comment "99cf4ade43c5369193aafc37a02191471c67aa74374ecc1c987e9f02a08e6919"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    iifgroup 110 iifname != "zos" drop
    iifname "lo" accept
    icmp type echo-request limit rate 10/second burst 20 packets accept
    icmp type echo-request drop
    icmpv6 type echo-request limit rate 10/second burst 20 packets accept
    icmpv6 type echo-request drop
    ct state established,related accept
    ip6 hoplimit 255 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    ip6 hoplimit 255 icmpv6 type nd-router-advert limit rate 2/second burst 20 packets accept
    icmpv6 type packet-too-big accept
    ip6 hoplimit 1 icmpv6 type mld-listener-query accept
    ct state invalid drop
    meta l4proto udp meta mark & 0x4e440000 == 0x4e440000 accept
    iifname "zos" udp sport 67 udp dport 68 accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy accept;
    iifname "br-ndmz" oifname != "br-ndmz" drop
    iifname != "br-ndmz" oifname "br-ndmz" drop
    iifgroup 110 iifname != { "zos", "br-pub" } oifgroup != 110 drop
    iifgroup 110 iifname != { "zos", "br-pub" } oifname { "zos", "br-pub" } drop
    iifgroup != 110 oifgroup 110 oifname != { "zos", "br-pub" } drop
    iifname { "zos", "br-pub" } oifgroup 110 oifname != { "zos", "br-pub" } drop
  }
  chain networkd-prerouting {
    type filter hook prerouting priority raw; policy accept;
    iifgroup 110 iifname != { "zos", "br-pub" } notrack
  }
}
END

# firewall of tenants' way to the Internet
ip netns exec ndmz nft -f - <<'END'
create table inet networkd { comment "9a479eb31ac8c1e8eae92206c710ec0d2299d886048cefb446da40739d853784"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ip6 hoplimit 255 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    iifname "npub6" ip6 hoplimit 255 icmpv6 type nd-router-advert limit rate 2/second burst 20 packets accept
    icmpv6 type packet-too-big accept
    ip6 hoplimit 1 icmpv6 type mld-listener-query accept
    ct state invalid drop
    iifname "lo" accept
    iifname "npub4" udp sport 67 udp dport 68 accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname { "npub4", "npub6" } tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname != "tonrs" drop
    tcp dport { 25, 465, 587 } drop
    ip daddr { 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/3 } drop
    ip6 daddr != { 64:ff9b::/96, 2000::/3 } drop
    ip6 daddr { 64:ff9b::/104, 64:ff9b::a00:0/104, 64:ff9b::6440:0/106, 64:ff9b::7f00:0/104, 64:ff9b::a9fe:0/112, 64:ff9b::ac10:0/108, 64:ff9b::c000:0/120, 64:ff9b::c0a8:0/112, 64:ff9b::c612:0/111, 64:ff9b::e000:0/99 } drop
    oifname { "npub4", "npub6" } accept
  }
  chain networkd-postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname { "npub4", "npub6" } masquerade
  }
}
END

# bridge of the host
ip link add name zos address 52:54:00:00:00:00 group 110 mtu 1501 type bridge
ip link set dev zos alias networkd:@node mtu 1500
sysctl -qw net.ipv6.conf.zos.disable_ipv6=0

# bridge of the public segment
ip link add name br-pub group 110 mtu 1501 type bridge
ip link set dev br-pub alias networkd:@node mtu 1500
sysctl -qw net.ipv6.conf.br-pub.disable_ipv6=1

# bridge of the network resources
ip link add name br-ndmz group 110 mtu 1501 type bridge
ip link set dev br-ndmz alias networkd:@node mtu 1500
sysctl -qw net.ipv6.conf.br-ndmz.disable_ipv6=1

# one segment serves both
ip link add name pub-zos group 110 mtu 1500 type veth peer name zos-pub group 110 mtu 1500
ip link set dev pub-zos alias networkd:@node
ip link set dev zos-pub alias networkd:@node
sysctl -qw net.ipv6.conf.pub-zos.disable_ipv6=1
sysctl -qw net.ipv6.conf.zos-pub.disable_ipv6=1

# gateway of the network resources
ip link add link br-ndmz name tonrs netns ndmz address 02:b1:94:30:d3:fe group 110 mtu 1500 type macvlan mode bridge
ip -n ndmz link set dev tonrs alias networkd:@node

# IPv4 Internet
ip link add link zos name npub4 netns ndmz address 02:51:73:0b:a9:a0 group 110 mtu 1500 type macvlan mode bridge
ip -n ndmz link set dev npub4 alias networkd:@node
ip netns exec ndmz sysctl -qw net.ipv6.conf.npub4.disable_ipv6=1

# IPv6 Internet
ip link add link br-pub name npub6 netns ndmz address 02:fe:05:cd:23:88 group 110 mtu 1500 type macvlan mode bridge
ip -n ndmz link set dev npub6 alias networkd:@node

# the uplink
ip link set dev eth0 mtu 1500
ip link set dev eth0 master zos
sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1
ip link set dev eth0 up

# one segment serves both
ip link set dev pub-zos master br-pub
ip link set dev zos-pub master zos

# routers announce the IPv6 prefix, unless it is set
sysctl -qw net.ipv6.conf.zos.accept_ra=2

# keep the new address when the old one goes
sysctl -qw net.ipv4.conf.zos.promote_secondaries=1

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.zos.arp_ignore=1

# ask on a segment with its own address
sysctl -qw net.ipv4.conf.zos.arp_announce=2

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.br-pub.arp_ignore=1

# no redirects
ip netns exec ndmz sysctl -qw net.ipv4.conf.tonrs.send_redirects=0
ip netns exec ndmz sysctl -qw net.ipv4.conf.npub4.send_redirects=0
ip netns exec ndmz sysctl -qw net.ipv4.conf.npub6.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.br-ndmz.arp_ignore=1

# routers announce the IPv6 prefix, to one that forwards too
ip netns exec ndmz sysctl -qw net.ipv6.conf.npub6.accept_ra=2

# gateway of the network resources
ip -n ndmz address add 100.127.0.1/16 dev tonrs
ip -n ndmz address add fd00::1/64 dev tonrs nodad
ip -n ndmz address add fe80::1/64 dev tonrs nodad

# all is set
ip link set dev zos up
ip link set dev pub-zos up
ip link set dev zos-pub up
ip link set dev br-pub up
ip link set dev br-ndmz up
ip -n ndmz link set dev lo up
ip -n ndmz link set dev tonrs up
ip -n ndmz link set dev npub4 up
ip -n ndmz link set dev npub6 up

# asks for an IPv4 address
start-stop-daemon --stop --oknodo --quiet --retry 5 --pidfile /run/networkd/udhcpc/zos.pid --name udhcpc
mkdir -p /run/networkd/udhcpc
udhcpc -b -R -i zos -p /run/networkd/udhcpc/zos.pid
start-stop-daemon --stop --oknodo --quiet --retry 5 --pidfile /run/networkd/udhcpc/ndmz:npub4.pid --name udhcpc
mkdir -p /run/networkd/udhcpc
ip netns exec ndmz udhcpc -b -R -i npub4 -p /run/networkd/udhcpc/ndmz:npub4.pid
