import type { AddressAdd, AddressDelete } from './verb/address.js';
import type { CarriedAdd, CarriedDelete } from './verb/carried.js';
import type { DhcpClientStart, DhcpClientStop } from './verb/dhcp-client.js';
import type { LinkDelete, LinkMove, LinkRemoveMaster, LinkSet, LinkSetMaster } from './verb/link.js';
import type { LinkAdd } from './verb/link-add.js';
import type { NetnsAdd, NetnsDelete } from './verb/netns.js';
import type { NftCreateTable, NftDeleteTable, NftReplaceTable } from './verb/nft-table.js';
import type { RouteDelete, RouteReplace } from './verb/route.js';
import type { RuleAdd, RuleDelete } from './verb/rule.js';
import type { SysctlSet } from './verb/sysctl.js';
import type { WireGuardRemovePeer, WireGuardSetDevice, WireGuardSetPeer } from './verb/wireguard.js';

export type { ChangeKind } from './step.js';
export type {
  AddressAdd,
  AddressDelete,
  CarriedAdd,
  CarriedDelete,
  DhcpClientStart,
  DhcpClientStop,
  LinkAdd,
  LinkDelete,
  LinkMove,
  LinkRemoveMaster,
  LinkSet,
  LinkSetMaster,
  NetnsAdd,
  NetnsDelete,
  NftCreateTable,
  NftDeleteTable,
  NftReplaceTable,
  RouteDelete,
  RouteReplace,
  RuleAdd,
  RuleDelete,
  SysctlSet,
  WireGuardRemovePeer,
  WireGuardSetDevice,
  WireGuardSetPeer,
};

/** Verb × object: what an executor does, one step at a time. Each writes a final value. */
export type Operation =
  | NetnsAdd
  | NetnsDelete
  | LinkAdd
  | LinkSet
  | LinkSetMaster
  | LinkRemoveMaster
  | LinkMove
  | LinkDelete
  | AddressAdd
  | AddressDelete
  | RouteReplace
  | RouteDelete
  | RuleAdd
  | RuleDelete
  | CarriedAdd
  | CarriedDelete
  | DhcpClientStart
  | DhcpClientStop
  | SysctlSet
  | WireGuardSetDevice
  | WireGuardSetPeer
  | WireGuardRemovePeer
  | NftCreateTable
  | NftReplaceTable
  | NftDeleteTable;

/** The discriminant of an operation. */
export type OperationKind = Operation['kind'];
