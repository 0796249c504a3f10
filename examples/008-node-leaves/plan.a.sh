#!/bin/sh
# Node a, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  8f1ebc8a33cee0ce628deac8213a0202ab9f39ec56138f9d9c930425106ac2b8
# basis 508e51379d438420bef513dd3ff103185f8a627e2142382f02ee72f0f7c396d3 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
