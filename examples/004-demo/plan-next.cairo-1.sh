#!/bin/sh
# Node cairo-1, EJyFexd14LVGi version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  4dda26fbff84a990ac1a0bb4863868dd6522f84a1153187ac3bd4970f816aa1c
# basis 7ed04fed230e5d3b4176f1ad89d738a515805ae06fb7ea598366db931f0103e0 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip -n n-EJyFexd14LVGi link delete dev w-EJyFexd14LVGi

# no longer wanted
ip -n n-EJyFexd14LVGi link delete dev n-EJyFexd14LVGi
ip link delete dev b-EJyFexd14LVGi
ip netns delete n-EJyFexd14LVGi
