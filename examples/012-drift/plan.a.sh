#!/bin/sh
# Node a, drift version 1: 14 operations.
# plan  f0da91eaa670f42ad79ff6c18f1564e954294fe1537b7aa12c865428d32e184a
# basis a602dfc3ccc2a83ad5dea9f54f6047d1fec187ea6aa5b7f6683fa247be68a722 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# forward IPv4; value changed
ip netns exec n-drift sysctl -qw net.ipv4.ip_forward=1

# answer on a segment for its own addresses only
ip netns exec n-drift sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec n-drift sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec n-drift sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall; hash changed
ip netns exec n-drift nft -f - <<'END'
add table inet networkd
delete table inet networkd
table inet networkd {
  comment "e92ffb071f10afc42c4bb006edc6a6757c52dadb902cbe272b17c226ecab41ae"
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-drift", "w-drift" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-drift" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-drift" oifname "w-drift" accept
    iifname "w-drift" oifname "n-drift" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# socket in the public namespace; mtu changed
ip -n n-drift link set dev w-drift mtu 1420

# no redirects
ip netns exec n-drift sysctl -qw net.ipv4.conf.n-drift.send_redirects=0
ip netns exec n-drift sysctl -qw net.ipv4.conf.w-drift.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-drift.arp_ignore=1

# b, both dial over IPv4; allowedIPs, endpoint changed
ip netns exec n-drift wg set w-drift peer QFq9W1zpdSiwiuHcFwn7+Gh7mLtxKAIMe/6hDq4ErHQ= \
  endpoint 203.0.113.20:7002 \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32

# h, it dials us over IPv4
ip netns exec n-drift wg set w-drift peer wfzgwWvfdRsKADERiozsVKnoavmhoAlo9NFwWD15BwE= \
  persistent-keepalive off \
  allowed-ips 10.1.4.0/24,100.64.1.4/32

# the subnet, if the kernel's own route is gone
ip -n n-drift route replace 10.1.2.0/24 dev n-drift metric 1024 proto 110

# the range goes into the mesh
ip -n n-drift route replace 10.1.0.0/16 dev w-drift proto 110

# no longer wanted
ip -n n-drift address delete 10.1.77.1/24 dev n-drift
