#!/bin/sh
# Node b, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  83d63f66a31bf633d4b157772806df3c4ad79ebd768c7ac15e13a256a93bdee1
# basis 82c1ebb8c1ef269220ab1a12f610729d892dd20566bc3192774c23e34ef9a8fb (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
