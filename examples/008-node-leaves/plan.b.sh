#!/bin/sh
# Node b, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  ec1b24a41fd292dcb6a5586935c7dadf5eace2bd6b45a93322cdaa978cc89020
# basis 92e32005e3eb2689e8e446bb6bedbe752f92efddb04fe04b30dd4b5b992b914f (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
