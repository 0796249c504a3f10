import type { Resource, ResourceKind } from '@networkd/planner';

/** Who changes what in the kernel beside us. All it took was accepted by the kernel once: it was looked at. */
const suspects: Readonly<Record<ResourceKind, string>> = {
  Netns: 'ip netns by hand, or a reboot',
  Sysctl: 'sysctl(8) by hand, or a program that loads sysctl.d(5) anew',
  NftTable: 'nft(8) by hand, or a firewall that flushes the ruleset: nftables.service, firewalld, Docker',
  Link: 'ip link by hand, NetworkManager or systemd-networkd, a userspace WireGuard that ended, or a reboot',
  LinkMaster: 'ip link by hand, NetworkManager or systemd-networkd',
  FreeNic: 'ip link by hand, NetworkManager or systemd-networkd',
  Carried: 'dhclient, NetworkManager, systemd-networkd, or ip by hand, as if the NIC were still its own',
  WireGuardDevice: 'wg set, or wg syncconf of a file without the key',
  ListenPort: 'wg set listen-port, or another program that took the port while the device was down',
  Peer: 'wg set, setconf or syncconf by hand, or wg-quick(8)',
  Address: 'ip address by hand, NetworkManager or systemd-networkd',
  LinkUp: 'ip link by hand, NetworkManager or systemd-networkd',
  DhcpClient: 'a client that ended, or was stopped by hand',
  Route: 'ip route by hand, a routing daemon, or the kernel when the link went down or lost its address',
  Rule: 'ip rule by hand, NetworkManager or systemd-networkd',
};

/** Who could have made the resource other than it was left. */
export function suspectsOf({ kind }: Resource): string {
  return suspects[kind];
}
