#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  727f3a8ac91cf63ffc99b7008c54d8c13b010a06f977b079ee3669b711f7e451
# basis fa74684e59ce87ce915e0cd85f487d1a45a7d64813cde68c5796b2561a34e80b (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
