#!/bin/sh
# Node b, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  1fe776d224e192f23d2299d4eb83cdd6c17981c090fec30474049e70a952794a
# basis 70f9ca0c8709fa8ae4a77075285648cff94268e6a392c91211f037a5f1cbd789 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
