#!/bin/sh
# Node cairo-1, EJyFexd14LVGi version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  a6f1825e582f35067f280ad87e105b6f4fbb93d63d7db338b9ff42b260c815f3
# basis 749cf5c08d1ea326d94dcbb314694ddbfeb9dd4c74d4afd41de48b2864c74866 (the observed state it was
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
