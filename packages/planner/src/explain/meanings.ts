import type { PlanErrorKind } from '../error.js';

/** What a kind of error means, in a paragraph, and what to do about it, in a clause. */
export interface Meaning {
  readonly meaning: string;
  readonly remedy: string;
}

/** The prose of every kind of error. */
export const meanings: Readonly<Record<PlanErrorKind, Meaning>> = {
  'wrong-type': {
    meaning:
      'A field holds JSON of another type than the document asks for, or a word that is not one of a few.',
    remedy: 'write the value in the type the document asks for',
  },
  'unknown-field': {
    meaning:
      'Documents are closed: a field that is not in the schema is more often a misspelling than a wish.',
    remedy: 'remove the field or correct its name',
  },
  'missing-field': {
    meaning: 'A field without which the document means nothing is not there.',
    remedy: 'add the field',
  },
  'wrong-schema': {
    meaning: 'The document says that it is of another kind or version than the one asked for.',
    remedy: 'give the document of that schema',
  },
  'bad-id': {
    meaning:
      'The id of a network names its interfaces: "n-", "b-" or "w-" and the id. Interface names have at most 15 bytes, so the id has at most 13, of digits and letters.',
    remedy: 'choose an id of 1 to 13 digits and letters',
  },
  'bad-name': {
    meaning:
      'Names reach ip, wg and nft, so they are held to what none of these can misread: digits, letters, and "." "_" "-" inside; 63 characters for nodes, 15 for interfaces.',
    remedy: 'use a shorter name of digits, letters, ".", "_" and "-"',
  },
  'bad-mac': {
    meaning: 'A MAC address is compared as text, so it has one form only: the one ip(8) prints.',
    remedy: 'write it as ip -brief link prints it',
  },
  'bad-text': {
    meaning:
      'A text that reaches a command line or a terminal has only the characters that its kind of text needs: none ends a line, and none can be misread by a shell, ip, wg, nft or sysctl.',
    remedy: 'let tn write the file, and do not edit it',
  },
  'bad-ruleset': {
    meaning:
      'The ruleset of our nft table is the only free text that is carried out. Nothing in it may end the table or read other files, and in a plan it holds only the chains and rules that our firewall is made of.',
    remedy: 'observe the node or plan again, and do not edit the file',
  },
  'bad-number': {
    meaning: 'A number is not whole or lies outside what the kernel or the protocol takes.',
    remedy: 'choose a number in that range',
  },
  'bad-port': {
    meaning: 'A UDP port is a whole number from 1 to 65535.',
    remedy: 'choose a port in that range',
  },
  'bad-endpoint': {
    meaning:
      'An endpoint is an address and a port, 192.0.2.1:7001 or [2001:db8::1]:7001. IPv6 needs the brackets; multicast, loopback and link-local addresses cannot be dialled.',
    remedy: 'write ADDRESS:PORT, with brackets around IPv6',
  },
  'bad-address': {
    meaning:
      'Every address has one text: dotted decimal without leading zeros, or RFC 5952 for IPv6. Other forms are refused and not mended, since what they mean differs between programs.',
    remedy: 'write the address in its canonical form',
  },
  'bad-prefix': {
    meaning:
      'A network is an address and a length, with no bit set beyond the length: 10.1.2.0/24. An interface address may have host bits: 10.1.2.1/24.',
    remedy: 'write the network in its canonical form',
  },
  'bad-key': {
    meaning:
      'A WireGuard public key is 32 bytes in base64, 44 characters. A few points of the curve have low order: with them every peer agrees on the same secret, so they are refused.',
    remedy: 'take the key that "wg pubkey" prints for the private key',
  },
  'bad-gateway': {
    meaning:
      "A public configuration has, for each family, an address and a gateway, both or neither. The gateway is another address of the same prefix, or the router's link-local address, by which IPv4 can go too (RFC 8950). Of an IPv4 address with the length 32, and of IPv6, it may be any router on the link.",
    remedy:
      "give the address of the farm's router in that prefix, or the address with the length 32 where the router is outside",
  },
  'conflicting-fields': {
    meaning: 'Two fields ask for what cannot be at the same time, so none of them is obeyed.',
    remedy: 'remove one of the two',
  },
  'unknown-interface': {
    meaning: 'An interface is named that the node did not find when it surveyed itself.',
    remedy: 'name one of its interfaces, or plug the NIC in and survey the node',
  },
  'interface-is-uplink': {
    meaning:
      'A NIC is a port of one bridge. Where there are several, the one that carries the uplink cannot be the public one as well, except for a VLAN of its own; a node with a single NIC uses it for both.',
    remedy: 'name another interface, or give the public segment a VLAN',
  },
  'egress-is-uplink': {
    meaning:
      'Tenants reach the Internet through a namespace that is a host of its own on the segment, with a MAC address of its own. With the address of the host itself it would take the answers that are for the host.',
    remedy: 'give tenants a free address of that segment, or leave egress.addresses out where DHCP has one',
  },
  'leases-exhausted': {
    meaning:
      'Each network resource of a node has an address from 100.127.0.2 to 100.127.255.254 towards the Internet: 65533 of them, and all are taken.',
    remedy: 'remove networks that are no longer used from the node',
  },
  'bad-lease': {
    meaning:
      'The address of a network resource towards the Internet is one of 100.127.0.2 to 100.127.255.254, in the canonical form.',
    remedy: 'give the lease as it was planned, or none',
  },
  'still-in-use': {
    meaning:
      'Links of a network hang on what is to go: a WireGuard socket stays in the namespace it was born in, and a macvlan goes with its bridge. Taking it away would cut the network off, so it is planned together with the node: then its links are made anew where they are to be.',
    remedy: 'plan the node together with these networks, or remove them from the node first',
  },
  'unusable-range': {
    meaning:
      "100.64.0.0/10 belongs to the grid, whose tunnel addresses are in it, and fd00::/64 is what network resources have towards their nodes' way to the Internet. Loopback, link-local and multicast networks never leave their host or link.",
    remedy: 'choose another, such as one of 10.0.0.0/8, or of a ULA prefix made at random (RFC 4193)',
  },
  'subnet-outside-range': {
    meaning: 'Every subnet of a network lies inside its range: only the range is routed into the mesh.',
    remedy: 'choose a subnet inside the range or widen the range',
  },
  'subnet-overlap': {
    meaning: 'An address can be at one place only, so subnets have no address in common.',
    remedy: 'give one of the two another subnet',
  },
  'subnet-length': {
    meaning:
      'The first address of an IPv4 subnet is the resource itself, so a subnet needs more than one: at most a /31. An IPv6 subnet is a /64, by which hosts configure themselves (RFC 4862).',
    remedy: 'choose a subnet of that length',
  },
  'subnet6-incomplete': {
    meaning:
      'IPv6 inside the tunnel is for the whole network: range6, and a subnet6 in every resource and access point.',
    remedy: 'add what is missing, or leave IPv6 out everywhere',
  },
  'tunnel-address-unusable': {
    meaning:
      "The subnet x.B.C.y makes the tunnel address 100.64.B.C in a /16. B.C of 0.0 and 255.255 are that network's own and its broadcast address.",
    remedy: 'choose a subnet with other middle octets',
  },
  'duplicate-tunnel-address': {
    meaning: 'The subnet x.B.C.y makes the tunnel address 100.64.B.C, so no two subnets may share B and C.',
    remedy: 'choose a subnet with other middle octets',
  },
  'duplicate-node': {
    meaning: 'A node has one network resource in a network, and one entry in an inventory.',
    remedy: 'remove one of the two',
  },
  'duplicate-name': {
    meaning:
      'Names tell things apart: access points from one another and from nodes, interfaces of one node.',
    remedy: 'rename one of the two',
  },
  'duplicate-key': {
    meaning: 'WireGuard knows a peer by its key alone: of two peers with one key only the last would exist.',
    remedy: 'give each its own key pair',
  },
  'duplicate-port': {
    meaning:
      'The networks of a node share one namespace for their sockets, so each needs its own listen port.',
    remedy: 'give one of the networks another listen port on that node',
  },
  'duplicate-address': {
    meaning: 'A global address leads to one node; of two that claim it one would be dialled in vain.',
    remedy: 'correct the address of one of the nodes',
  },
  'duplicate-network': {
    meaning: 'A node has one version of a network at a time.',
    remedy: 'give one version of each network',
  },
  'duplicate-resource': {
    meaning: 'An object of the kernel is observed once.',
    remedy: 'observe the node again',
  },
  'unknown-node': {
    meaning: 'A node is named that the inventory, or the network, does not have.',
    remedy: 'add the node there or correct the name',
  },
  'unknown-access-point': {
    meaning: 'The network has no access point of that name.',
    remedy: 'take one of its names',
  },
  'port-in-use': {
    meaning: 'Another program on the node has the UDP port already, so WireGuard could not listen on it.',
    remedy: 'choose another listen port or stop the other program',
  },
  'endpoint-not-dialable': {
    meaning:
      'The inventory says that a node can be reached from the Internet in a family in which it has no global address: private, ULA, CGNAT, link-local, loopback and multicast addresses do not count.',
    remedy:
      'give the node a global address, or, where a router in front leads one to it, say that in its external; or take the claim away',
  },
  'access-point-unreachable': {
    meaning:
      'An access point is outside the grid and dials its node, so the node must be dialable from the Internet.',
    remedy: 'put the access point on a public node',
  },
  'access-point-swallows-endpoint': {
    meaning:
      "An access point routes the network's range into its tunnel. If the address it dials is in that range, its own packets go in circles. A network resource has no such trouble: its socket is in another namespace.",
    remedy: 'put the access point on a node outside the range',
  },
  'aggregator-cannot-aggregate': {
    meaning: 'An aggregator forwards between nodes that dial it, so it must be dialable.',
    remedy: 'name a public node instead',
  },
  'no-public-node': {
    meaning:
      'Hidden nodes only dial out. Without a public node in the network there is nobody they could meet at.',
    remedy: 'add a public node to the network, or bring one up',
  },
  'node-without-gateway': {
    meaning:
      'A node reaches others over an interface with an address and a gateway of its family: a router. The inventory has none for this node, in no family, so it neither dials nor is dialled, whatever other nodes there are. A LAN that it shares with a node is the one way without.',
    remedy:
      'have the DHCP server send a router (option 3) or a router advertise itself, or set the gateways of the interface, and survey the node; or name the LAN that it shares with others in lan',
  },
  'no-path': {
    meaning:
      'Two nodes are connected when one can dial the other, or over aggregators that reach both. An IPv4-only and an IPv6-only node, say, need a dual-stack aggregator.',
    remedy: 'name an aggregator that both can peer with, a dual-stack public node say, or add one',
  },
  'no-uplink': {
    meaning:
      'A node boots over a NIC that leads to the Internet: it is plugged in, and a DHCP server or a router advertisement gives it an address and a gateway. None of the NICs is such, and for each there is one reason. The node tries again until one is.',
    remedy:
      'plug a cable in, mend what hands out addresses on that segment, or name the NIC and its addresses in the configuration of the node',
  },
  'mtu-too-small': {
    meaning:
      "The tunnel takes 80 bytes of the underlay's MTU. IPv6 inside it needs 1280 left over (RFC 8200), IPv4 is refused below 576.",
    remedy: "raise the MTU of the node's uplink",
  },
  'wrong-node': {
    meaning: 'A plan starts from the state of the node it is for.',
    remedy: 'give the observed state of that node',
  },
  'name-taken': {
    meaning:
      'What does not bear our mark is never changed or deleted, not even when it has the name we need.',
    remedy: 'rename or remove it on the node, or choose another network id',
  },
  'route-taken': {
    meaning:
      'Linux has one route to a destination with a metric, so a route of ours with the metric of somebody else\u2019s would take its place.',
    remedy: 'give the other route another metric, or take it away',
  },
  'wrong-key': {
    meaning: 'The private key given does not make the public key that the network has for the access point.',
    remedy: 'give the private key of this access point, or put its public key into the network',
  },
  'out-of-scope': {
    meaning:
      'A plan touches only what belongs to the owners it names: their namespaces, links, keys and tables. In other namespaces it touches only the links that are born there.',
    remedy: 'do not apply this file; plan again',
  },
  'too-large': {
    meaning:
      'A document is held to a size that no sound one comes near: 64 levels of brackets in one another, 1 000 members in one object and 1 000 000 elements in one list. In a file, tn takes 64 MiB and 4 000 000 values, and it looks before it reads them.',
    remedy: 'give the document that is meant; this one was made by mistake, or to do harm',
  },
  'more-errors': {
    meaning: 'Of one document 100 errors are listed, and the others are counted.',
    remedy: 'mend those that are listed, then check again',
  },
  'wrong-hash': {
    meaning:
      'Its hash, summary and operations follow from the rest of a plan. Where they do not, the file was changed after it was made, or another version of the planner made it.',
    remedy: 'do not apply this file; plan again',
  },
};
