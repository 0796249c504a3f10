import { addressAdd, addressDelete } from './verb/address.js';
import { carriedAdd, carriedDelete } from './verb/carried.js';
import { linkDelete, linkMove, linkRemoveMaster, linkSet, linkSetMaster } from './verb/link.js';
import { linkAdd } from './verb/link-add.js';
import { netnsAdd, netnsDelete } from './verb/netns.js';
import { nftCreateTable, nftDeleteTable, nftReplaceTable } from './verb/nft-table.js';
import { serve } from './verb/process.js';
import { routeDelete, routeReplace } from './verb/route.js';
import { ruleAdd, ruleDelete } from './verb/rule.js';
import { sysctlSet } from './verb/sysctl.js';
import { wireGuardRemovePeer, wireGuardSetDevice, wireGuardSetPeer } from './verb/wireguard.js';

/** Everything that an executor does, by the kind of operation. */
export const verbs = {
  NetnsAdd: netnsAdd,
  NetnsDelete: netnsDelete,
  LinkAdd: linkAdd,
  LinkSet: linkSet,
  LinkSetMaster: linkSetMaster,
  LinkRemoveMaster: linkRemoveMaster,
  LinkMove: linkMove,
  LinkDelete: linkDelete,
  AddressAdd: addressAdd,
  AddressDelete: addressDelete,
  RouteReplace: routeReplace,
  RouteDelete: routeDelete,
  RuleAdd: ruleAdd,
  RuleDelete: ruleDelete,
  CarriedAdd: carriedAdd,
  CarriedDelete: carriedDelete,
  DhcpClientStart: serve('DhcpClientStart', 'start', 'udhcpc', 'node'),
  DhcpClientStop: serve('DhcpClientStop', 'stop', 'udhcpc', 'node'),
  SysctlSet: sysctlSet,
  WireGuardSetDevice: wireGuardSetDevice,
  WireGuardSetPeer: wireGuardSetPeer,
  WireGuardRemovePeer: wireGuardRemovePeer,
  NftCreateTable: nftCreateTable,
  NftReplaceTable: nftReplaceTable,
  NftDeleteTable: nftDeleteTable,
} as const;
