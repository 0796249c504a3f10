import type { Address } from './address.js';
import type { Carried } from './carried.js';
import type { DhcpClient } from './dhcp-client.js';
import type { FreeNic } from './free-nic.js';
import type { Link } from './link/resource.js';
import type { LinkMaster } from './link-master.js';
import type { LinkUp } from './link-up.js';
import type { ListenPort } from './listen-port.js';
import type { Netns } from './netns.js';
import type { NftTable } from './nft-table.js';
import type { Peer } from './peer.js';
import type { Route } from './route.js';
import type { Rule } from './rule.js';
import type { Sysctl } from './sysctl.js';
import type { WireGuardDevice } from './wireguard-device.js';

export type {
  Address,
  Carried,
  DhcpClient,
  FreeNic,
  Link,
  LinkMaster,
  LinkUp,
  ListenPort,
  Netns,
  NftTable,
  Peer,
  Route,
  Rule,
  Sysctl,
  WireGuardDevice,
};

/** Everything of ours that can be on a node. Desired and observed are both made of these. */
export type Resource =
  | Netns
  | Sysctl
  | NftTable
  | Link
  | LinkMaster
  | FreeNic
  | WireGuardDevice
  | ListenPort
  | Peer
  | Address
  | LinkUp
  | DhcpClient
  | Route
  | Rule
  | Carried;

/** The discriminant of a resource. */
export type ResourceKind = Resource['kind'];
