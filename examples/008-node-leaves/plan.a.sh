#!/bin/sh
# Node a, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  0c2dad4e69034ceead79d342dcd0aab8f8f6fdb31b1188ed506809fb2e62d424
# basis fb4152b81bec43350715c7ad06af269e80e8627ba886c1dbc33b758e0cd13545 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
