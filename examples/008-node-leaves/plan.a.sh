#!/bin/sh
# Node a, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  2c4940f09bfc32e4a6f911cf627af344752dfe92504a3305cf29932edcc9ad66
# basis 9e16889c577b2e40c5888477152f20f5b897b87cff0707a44d1298519c3e7036 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
