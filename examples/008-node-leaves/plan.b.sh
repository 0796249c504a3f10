#!/bin/sh
# Node b, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  1943a1fe4bdfc7de2b7cca5493c0407895041cafbc4d2e9caaaa2ad7c4aab3b9
# basis 7a5c444e436ae0edbca9cd2c2012d09bb4e74ccaa2b661c5279d0d100c6ab7d8 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
