#!/bin/sh
# Node a, promoted version 2: 2 operations.
# plan  9b6cd70cd1d266d55c86b1b3e8af2f1f63cbfdaf0c4f6a3c359603307533927a
# basis 865ed8a0083685be3ee8040c4c2a5d6bb2e77a81d911aa8a401695314f59a36d (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# firewall; hash changed
ip netns exec n-promoted nft -f - <<'END'
add table inet networkd
delete table inet networkd
table inet networkd {
  comment "482252591d6d3b5cfaecb90eb1a88e24dcc06bc537557e5413d961b64f701b41"
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-promoted", "w-promoted" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-promoted" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-promoted" oifname "w-promoted" accept
    iifname "w-promoted" oifname "n-promoted" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# h, both dial over IPv4; endpoint changed
ip netns exec n-promoted wg set w-promoted peer qCqPh7dE49cHYE3UP7DUZEi9VBJQ+RKQ3m8hgxD/dhs= \
  endpoint 203.0.113.20:7002 \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32
