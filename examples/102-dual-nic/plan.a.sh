#!/bin/sh
# Node a, its own network: 48 operations.
# plan  d33dc6570c345fbd2eafa54caa651651b26df90d9848803d10f0626d7d5ef4d8
# basis ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb (the observed state it was
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
start() {
  log=$1
  shift
  rm -f "$log"
  (umask 077 && : >"$log")
  LC_ALL=C setsid "$@" </dev/null >>"$log" 2>&1 &
  pid=$!
}
failed() {
  cat "$log" >&2
  exit 1
}
runs() {
  pid=$(cat "$1" 2>/dev/null) &&
    tr '=' '\0' 2>/dev/null <"/proc/$pid/cmdline" | tr '\0' '\n' | grep -Fqx -- "$1"
}
ended() {
  [ ! -e "/proc/$1/exe" ]
}
stop() {
  if runs "$1"; then
    kill "$pid"
    await ended "$pid" || kill -9 "$pid"
  fi
  rm -f "$@"
}

# What udhcpc runs, in the folder of what the executor keeps.
: "${STATE:=/var/lib/networkd}"
(umask 077 && mkdir -p "$STATE" && cat >"$STATE"/udhcpc.sh.new && chmod 700 "$STATE"/udhcpc.sh.new && mv "$STATE"/udhcpc.sh.new "$STATE"/udhcpc.sh) <<'END'
#!/bin/sh
set -uf
umask 077
PATH="${PATH:-/usr/sbin:/usr/bin:/sbin:/bin}:/usr/sbin:/sbin"
: "${interface:?}" "${ip=}" "${mask=}" "${router=}" "${staticroutes=}" "${serverid=}" "${lease=3600}" "${mtu=}"
file=${NETWORKD_LEASE-}

# Below others' routes to the same place: theirs are not ours to replace.
metric=110

# No segment needs more, and the kernel looks through them all.
most_routes=32

refuse() {
  echo "refused $1: $2" >&2
  exit 1
}

leave_out() {
  echo "left out $1: $2" >&2
}

# A whole number without leading zeros, no longer than the most there is.
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
  length=${1#*/}
  is_ipv4 "${1%/*}" && is_number "$length" && [ "$length" -le 32 ] || return 1
  network=$(network_of "${1%/*}" "$length")
  case $network in
    0.*) [ "$length" -lt 8 ] || return 1 ;;
    127.* | 22[4-9].* | 2[3-5][0-9].*) return 1 ;;
    100.127.*) [ "$length" -lt 16 ] || return 1 ;;
  esac
  echo "$network"
}

# RFC 3442: where there are classless routes, the routers of option 3 are not used. "wanted" gets a line for each route.
choose_routes() {
  wanted=
  gateways=
  count=0
  if [ -z "$staticroutes" ]; then
    for each in $router; do
      if ! is_router "$each"; then
        leave_out router "$each"
        continue
      fi
      [ -n "$wanted" ] || wanted="default $each"
      gateways="$gateways $each"
    done
    return
  fi
  # shellcheck disable=SC2086 # to be split
  set -- $staticroutes
  while [ $# -ge 2 ]; do
    if [ $count -ge $most_routes ]; then
      leave_out "all routes after the first $most_routes" "$1"
      return
    fi
    if ! destination=$(destination_of "$1"); then
      leave_out 'route to' "$1"
    elif [ "$2" = 0.0.0.0 ] && [ "$destination" != default ]; then
      wanted="$wanted
$destination"
      count=$((count + 1))
    elif is_router "$2"; then
      wanted="$wanted
$destination $2"
      [ "$destination" != default ] || gateways="$gateways $2"
      count=$((count + 1))
    else
      leave_out "route to $1 by" "$2"
    fi
    shift 2
  done
}

# The MTU as the server says it (option 26). With less than 1280 there would be no IPv6 on the link (RFC 8200).
choose_mtu() {
  if [ -n "$mtu" ] && ! { is_number "$mtu" && [ "$mtu" -ge 1280 ] && [ "$mtu" -le 65535 ]; }; then
    leave_out MTU "$mtu"
    mtu=
  fi
}

# Only a smaller one than the link's is said of a route: more than the link carries would be sent to nobody.
route_mtu() {
  [ -n "$mtu" ] || return 0
  ip -oneline link show dev "$interface" | while read -r words; do
    carried=${words#* mtu }
    carried=${carried%% *}
    if is_number "$carried" && [ "$mtu" -lt "$carried" ]; then
      echo "mtu $mtu"
    fi
  done
}

# Is it the address of a router that the link has now? Who answers faster than the real server could have the node take it.
is_taken() {
  ip -4 route show dev "$interface" | grep -qF "via $1 "
}

take_away() {
  ip -4 route flush dev "$interface" proto dhcp
  ip -4 address flush dev "$interface" dynamic
  rm -f "$file"
}

give() {
  ip -4 address replace "$ip/$mask" dev "$interface" valid_lft "$kept" preferred_lft "$kept" ||
    refuse address "$ip/$mask: ip does not take it"
  ip -4 -oneline address show dev "$interface" dynamic | while read -r _ _ _ old _; do
    [ "$old" = "$ip/$mask" ] || ip -4 address delete "$old" dev "$interface"
  done
  said=$(route_mtu)
  given=' '
  while read -r destination via; do
    [ -n "$destination" ] || continue
    if route "$destination" "$via"; then
      given="$given$destination "
    else
      leave_out "route to $destination" "${via:+by $via: }ip does not take it"
      [ "$destination" != default ] || gateways=
    fi
  done <<ROUTES
$wanted
ROUTES
  ip -4 route show dev "$interface" proto dhcp | while read -r old _; do
    case $given in
      *" $old "*) ;;
      *) ip -4 route delete "$old" dev "$interface" proto dhcp metric $metric ;;
    esac
  done
}

# A router that is not on the link by its address is so by the server's word.
route() {
  # shellcheck disable=SC2086 # to be split
  if [ -z "$2" ]; then
    ip -4 route replace "$1" dev "$interface" proto dhcp scope link metric $metric $said
  else
    ip -4 route replace "$1" via "$2" dev "$interface" proto dhcp metric $metric $said 2>/dev/null ||
      ip -4 route replace "$1" via "$2" dev "$interface" onlink proto dhcp metric $metric $said
  fi
}

facts() {
  list=
  for each in $gateways; do
    list="$list${list:+,}\"$each\""
  done
  rest="${serverid:+,\"server\":\"$serverid\"}${mtu:+,\"mtu\":$mtu}"
  echo "{\"address\":\"$ip/$mask\",\"gateways\":[$list]$rest,\"seconds\":$lease}"
}

case ${1-} in
  deconfig)
    [ -n "$file" ] || exit 0
    # The first one, of a client just started: what an earlier one gave lasts until it is lent no longer.
    if [ -e "$file.new" ]; then
      rm -f "$file.new"
      exit 0
    fi
    take_away
    ;;
  bound | renew)
    # Else what it says at each renewal would add up.
    [ -z "$file" ] || : >"${file%.lease}.log"
    is_lent "$ip" || refuse address "$ip: no host on the segment can have it"
    is_length "$mask" || refuse 'prefix length' "$mask"
    is_number "$lease" || refuse 'lease time' "$lease"
    is_host "$serverid" || serverid=
    choose_mtu
    choose_routes
    # udhcpc renews no lease before 61 seconds, and what is lent for ever is to be known as lent all the same.
    kept=$lease
    [ "$kept" -ge 122 ] || kept=122
    [ "$kept" -le 4294967294 ] || kept=4294967294
    if [ -z "$file" ]; then
      facts
      exit 0
    fi
    ! is_taken "$ip" || refuse address "$ip: it is a router's"
    give
    facts >"$file.tmp"
    mv "$file.tmp" "$file"
    ;;
esac
END

# tenants' way to the Internet
ip netns add ndmz

# forward IPv4
ip netns exec ndmz sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec ndmz sysctl -qw net.ipv6.conf.all.forwarding=1

# answer on a segment for its own addresses only
ip netns exec ndmz sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec ndmz sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec ndmz sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall of the host
nft -f - <<'END'
create table inet networkd { comment "99cf4ade43c5369193aafc37a02191471c67aa74374ecc1c987e9f02a08e6919"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    iifgroup 110 iifname != "zos" drop
    iifname "lo" accept
    icmp type echo-request limit rate 10/second burst 20 packets accept
    icmp type echo-request drop
    icmpv6 type echo-request limit rate 10/second burst 20 packets accept
    icmpv6 type echo-request drop
    ct state established,related accept
    ip6 hoplimit 255 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    ip6 hoplimit 255 icmpv6 type nd-router-advert limit rate 2/second burst 20 packets accept
    icmpv6 type packet-too-big accept
    ip6 hoplimit 1 icmpv6 type mld-listener-query accept
    ct state invalid drop
    meta l4proto udp meta mark & 0x4e440000 == 0x4e440000 accept
    iifname "zos" udp sport 67 udp dport 68 accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy accept;
    iifname "br-ndmz" oifname != "br-ndmz" drop
    iifname != "br-ndmz" oifname "br-ndmz" drop
    iifgroup 110 iifname != { "zos", "br-pub" } oifgroup != 110 drop
    iifgroup 110 iifname != { "zos", "br-pub" } oifname { "zos", "br-pub" } drop
    iifgroup != 110 oifgroup 110 oifname != { "zos", "br-pub" } drop
    iifname { "zos", "br-pub" } oifgroup 110 oifname != { "zos", "br-pub" } drop
  }
  chain networkd-prerouting {
    type filter hook prerouting priority raw; policy accept;
    iifgroup 110 iifname != { "zos", "br-pub" } notrack
  }
}
END

# firewall of tenants' way to the Internet
ip netns exec ndmz nft -f - <<'END'
create table inet networkd { comment "9a479eb31ac8c1e8eae92206c710ec0d2299d886048cefb446da40739d853784"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ip6 hoplimit 255 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    iifname "npub6" ip6 hoplimit 255 icmpv6 type nd-router-advert limit rate 2/second burst 20 packets accept
    icmpv6 type packet-too-big accept
    ip6 hoplimit 1 icmpv6 type mld-listener-query accept
    ct state invalid drop
    iifname "lo" accept
    iifname "npub4" udp sport 67 udp dport 68 accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname { "npub4", "npub6" } tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname != "tonrs" drop
    tcp dport { 25, 465, 587 } drop
    ip daddr { 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/3 } drop
    ip6 daddr != { 64:ff9b::/96, 2000::/3 } drop
    ip6 daddr { 64:ff9b::/104, 64:ff9b::a00:0/104, 64:ff9b::6440:0/106, 64:ff9b::7f00:0/104, 64:ff9b::a9fe:0/112, 64:ff9b::ac10:0/108, 64:ff9b::c000:0/120, 64:ff9b::c0a8:0/112, 64:ff9b::c612:0/111, 64:ff9b::e000:0/99 } drop
    oifname { "npub4", "npub6" } accept
  }
  chain networkd-postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname { "npub4", "npub6" } masquerade
  }
}
END

# bridge of the host
ip link add name zos address 52:54:00:00:00:00 group 110 mtu 1501 type bridge
ip link set dev zos alias networkd:@node mtu 1500
sysctl -qw net.ipv6.conf.zos.disable_ipv6=0

# bridge of the public segment
ip link add name br-pub group 110 mtu 1501 type bridge
ip link set dev br-pub alias networkd:@node mtu 1500
sysctl -qw net.ipv6.conf.br-pub.disable_ipv6=1

# bridge of the network resources
ip link add name br-ndmz group 110 mtu 1501 type bridge
ip link set dev br-ndmz alias networkd:@node mtu 1500
sysctl -qw net.ipv6.conf.br-ndmz.disable_ipv6=1

# gateway of the network resources
ip link add link br-ndmz name tonrs netns ndmz address 02:b1:94:30:d3:fe group 110 mtu 1500 type macvlan mode bridge
ip -n ndmz link set dev tonrs alias networkd:@node

# IPv4 Internet
ip link add link zos name npub4 netns ndmz address 02:51:73:0b:a9:a0 group 110 mtu 1500 type macvlan mode bridge
ip -n ndmz link set dev npub4 alias networkd:@node
ip netns exec ndmz sysctl -qw net.ipv6.conf.npub4.disable_ipv6=1

# IPv6 Internet
ip link add link br-pub name npub6 netns ndmz address 02:fe:05:cd:23:88 group 110 mtu 1500 type macvlan mode bridge
ip -n ndmz link set dev npub6 alias networkd:@node

# the uplink
ip link set dev eth0 mtu 1500
ip link set dev eth0 master zos
sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1
ip link set dev eth0 up

# a NIC of its own
ip link set dev eth1 mtu 1500
ip link set dev eth1 master br-pub
sysctl -qw net.ipv6.conf.eth1.disable_ipv6=1
ip link set dev eth1 up

# routers announce the IPv6 prefix, unless it is set
sysctl -qw net.ipv6.conf.zos.accept_ra=2

# keep the new address when the old one goes
sysctl -qw net.ipv4.conf.zos.promote_secondaries=1

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.zos.arp_ignore=1

# ask on a segment with its own address
sysctl -qw net.ipv4.conf.zos.arp_announce=2

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.br-pub.arp_ignore=1

# no redirects
ip netns exec ndmz sysctl -qw net.ipv4.conf.tonrs.send_redirects=0
ip netns exec ndmz sysctl -qw net.ipv4.conf.npub4.send_redirects=0
ip netns exec ndmz sysctl -qw net.ipv4.conf.npub6.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.br-ndmz.arp_ignore=1

# routers announce the IPv6 prefix, to one that forwards too
ip netns exec ndmz sysctl -qw net.ipv6.conf.npub6.accept_ra=2

# gateway of the network resources
ip -n ndmz address add 100.127.0.1/16 dev tonrs
ip -n ndmz address add fd00::1/64 dev tonrs nodad
ip -n ndmz address add fe80::1/64 dev tonrs nodad

# all is set
ip link set dev zos up
ip link set dev br-pub up
ip link set dev br-ndmz up
ip -n ndmz link set dev lo up
ip -n ndmz link set dev tonrs up
ip -n ndmz link set dev npub4 up
ip -n ndmz link set dev npub6 up

# asks for an IPv4 address
stop /run/networkd/udhcpc/zos.pid /run/networkd/udhcpc/zos.lease.new /run/networkd/udhcpc/zos.lease /run/networkd/udhcpc/zos.lease.tmp /run/networkd/udhcpc/zos.link /run/networkd/udhcpc/zos.log
index=$(ip -oneline link show dev zos)
(umask 077 && mkdir -p /run/networkd/udhcpc && echo "${index%%:*}" >/run/networkd/udhcpc/zos.link && printf %s '' >/run/networkd/udhcpc/zos.lease.new)
start /run/networkd/udhcpc/zos.log env NETWORKD_LEASE=/run/networkd/udhcpc/zos.lease udhcpc -f -R -i zos -p /run/networkd/udhcpc/zos.pid -t 4 -T 2 -A 5 -O staticroutes -O mtu -s "$STATE"/udhcpc.sh
await runs /run/networkd/udhcpc/zos.pid || failed
stop /run/networkd/udhcpc/ndmz:npub4.pid /run/networkd/udhcpc/ndmz:npub4.lease.new /run/networkd/udhcpc/ndmz:npub4.lease /run/networkd/udhcpc/ndmz:npub4.lease.tmp /run/networkd/udhcpc/ndmz:npub4.link /run/networkd/udhcpc/ndmz:npub4.log
index=$(ip -n ndmz -oneline link show dev npub4)
(umask 077 && mkdir -p /run/networkd/udhcpc && echo "${index%%:*}" >/run/networkd/udhcpc/ndmz:npub4.link && printf %s '' >/run/networkd/udhcpc/ndmz:npub4.lease.new)
start /run/networkd/udhcpc/ndmz:npub4.log ip netns exec ndmz env NETWORKD_LEASE=/run/networkd/udhcpc/ndmz:npub4.lease udhcpc -f -R -i npub4 -p /run/networkd/udhcpc/ndmz:npub4.pid -t 4 -T 2 -A 5 -O staticroutes -O mtu -s "$STATE"/udhcpc.sh
await runs /run/networkd/udhcpc/ndmz:npub4.pid || failed
