#!/bin/sh
# Node b, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  809438113cdbfd3ba599be98f8ca18159bfcf4b93e78fa452c89083553ff369b
# basis 5e88537b3836b0c74c43b8a0a50544aff411437648643a24009f402c1668d9fa (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
