#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  29311ac8a9238f4c502b1abc4b5371383ec0520818c7dbf612b55f8fc28eb543
# basis 8d34bbccbdb7491eb5fd86421f7c6310b7cb87e0159027eadb36a1adf099bb8e (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
