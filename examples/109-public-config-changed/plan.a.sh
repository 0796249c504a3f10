#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  8ce752c3b465f0ba8a31f27c1d6f78f459fef44e73dc33ee9aedc76277e49dec
# basis f403d09cdd88b524bf622d4978e98d10186f8b1e4bfb2cbd1b018a0913e9be57 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
