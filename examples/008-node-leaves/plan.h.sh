#!/bin/sh
# Node h, leaves version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  ab519e1b4ee346650fd9d8abe9a042aaf4e58563aea43b0ebb39f974ce8db2ab
# basis fffa91752d505279f683d8db172dd347f96df3302aab1b93d6c39feec0563b27 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# A program that goes on is in a session of its own, and by its files known as ours to whoever plans
# or applies next.
await() {
  tries=100
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}
gone() {
  [ -z "$(find /proc/[0-9]*/fd/1 \( -lname "$1" -o -lname "$1 (deleted)" \) 2>/dev/null)" ]
}
leave() {
  [ -e "$1" ] || return 0
  await gone "$1"
  rm -f "$1"
}

# no longer wanted (resets sessions)
ip -n n-leaves link delete dev w-leaves
leave /run/networkd/w-leaves.log

# no longer wanted
ip -n n-leaves link delete dev n-leaves
ip link delete dev b-leaves
ip netns delete n-leaves
