#!/bin/sh
# Node a, promoted version 2: 2 operations.
# plan  b448136c946b6409ed826351e76312f8ad0febb395e997abf9b2063e18c036a9
# basis 28071bc9e03913d91de7ba7964d58d2ae778bd85b00ed543da44bc92f177dbcd (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# firewall; hash changed
ip netns exec n-promoted nft -f - <<'END'
add table inet networkd
delete table inet networkd
table inet networkd {
  comment "0623a43522fa7c673f77182a5a0ebda5db1dbea57dfc6b443775213795ae737f"
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
}
END

# h, both dial over IPv4; endpoint changed
ip netns exec n-promoted wg set w-promoted peer qCqPh7dE49cHYE3UP7DUZEi9VBJQ+RKQ3m8hgxD/dhs= \
  endpoint 203.0.113.20:7002 \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32
