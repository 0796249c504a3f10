#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  df9d2f4395948be8c797130f882d70740ce40f1d2d2d9db34e17a432b2bf7f5e
# basis f013429544d18260478aa14036c3bfef8b2e6f6996964cf8c593ab24a9fa9a2e (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
