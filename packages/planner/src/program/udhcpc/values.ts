/** Functions of the script of the DHCP client, for sh(1): what a server's words may be, and the networks that they mean. */
export const values = String.raw`# A whole number without leading zeros, no longer than the most there is.
is_number() {
  case $1 in
    '' | 0?* | *[!0-9]* | ???????????*) return 1 ;;
    *) return 0 ;;
  esac
}

# Four bytes with dots between them?
is_ipv4() (
  case $1 in
    *[!0-9.]* | *.) return 1 ;;
  esac
  IFS=.
  # shellcheck disable=SC2086 # to be split
  set -- $1
  [ $# -eq 4 ] || return 1
  for byte; do
    is_number "$byte" && [ "$byte" -le 255 ] || return 1
  done
)

# May a host have the address? 100.127.0.0/16 is between tenants and the Internet, on this node itself.
is_host() {
  is_ipv4 "$1" || return 1
  case $1 in
    0.* | 127.* | 22[4-9].* | 2[3-5][0-9].* | 100.127.*) return 1 ;;
    *) return 0 ;;
  esac
}

# Is the address one to have, and not one that means something on a link only (RFC 3927)?
is_lent() {
  case $1 in
    169.254.*) return 1 ;;
    *) is_host "$1" ;;
  esac
}

# A router that is the node itself leads nowhere.
is_router() {
  is_host "$1" && [ "$1" != "$ip" ]
}

# With less, half the Internet would be taken for neighbours.
is_length() {
  is_number "$1" && [ "$1" -ge 8 ] && [ "$1" -le 32 ]
}

# The network of an address and a length, as ip(8) prints it.
network_of() (
  length=$2
  IFS=.
  # shellcheck disable=SC2086 # to be split
  set -- $1
  bits=$((($1 << 24) + ($2 << 16) + ($3 << 8) + $4))
  bits=$((bits >> (32 - length) << (32 - length)))
  text="$((bits >> 24)).$(((bits >> 16) & 255)).$(((bits >> 8) & 255)).$((bits & 255))"
  case $length in
    0) echo default ;;
    32) echo "$text" ;;
    *) echo "$text/$length" ;;
  esac
)

# The network of a route that a server may set: nowhere else's but the segment's.
destination_of() {
  length=\${1#*/}
  is_ipv4 "\${1%/*}" && is_number "$length" && [ "$length" -le 32 ] || return 1
  network=$(network_of "\${1%/*}" "$length")
  case $network in
    0.*) [ "$length" -lt 8 ] || return 1 ;;
    127.* | 22[4-9].* | 2[3-5][0-9].*) return 1 ;;
    100.127.*) [ "$length" -lt 16 ] || return 1 ;;
  esac
  echo "$network"
}`;
