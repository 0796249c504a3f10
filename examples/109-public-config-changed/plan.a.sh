#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  5672385fa50b2e25154731b0ccdbf27c4f45dbb54b01a45808b8817cc1d7baf2
# basis 2aa0a9841564fc3b64301e0bf19d31300a5d4775e903c496d5264414890463c0 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
