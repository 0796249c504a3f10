#!/bin/sh
# Node b, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  cddbe88f7909db30146023a3420432309a9e29a000fd24d8ca4144b1cfdd1ee5
# basis bded7d222d91aa655c00dca4d41b3421e968dabf422ed994faff56fd21d5b35f (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
