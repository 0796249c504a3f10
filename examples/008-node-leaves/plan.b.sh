#!/bin/sh
# Node b, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  d84e045c06d94453c34aeb40cbdb5e6b8d5c7c93a43f0a62f9306c1684cf41c2
# basis 7a5c444e436ae0edbca9cd2c2012d09bb4e74ccaa2b661c5279d0d100c6ab7d8 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
