import type { IpObject } from '../scalar/ip-words.js';
import type { BondMode, LinkType } from '../scalar/link-type.js';

/** What becomes of a resource. */
export type ChangeKind = 'Create' | 'Update' | 'Delete';

/**
 * What every operation carries: the network it is for (`@node` is the node's own), and, for people, why it is done and what becomes of the
 * resource it serves. `netns` absent means the node's own (host) namespace. `disruptive`: it resets WireGuard
 * sessions.
 */
interface Step {
  readonly network: string;
  readonly reason: string;
  readonly change: ChangeKind;
  readonly disruptive?: true;
}

interface InNetns extends Step {
  readonly netns?: string;
}

/** Makes a network namespace, ip-netns(8). */
export interface NetnsAdd extends Step {
  readonly kind: 'NetnsAdd';
  readonly name: string;
}

/** Deletes a network namespace, when the links in it are gone. */
export interface NetnsDelete extends Step {
  readonly kind: 'NetnsDelete';
  readonly name: string;
}

/**
 * Makes a link with its mark. `netns` is the namespace of its birth, where its lower device is; `to` the one it is made
 * in, where that is another. Of a veth both ends are made, alike.
 */
export interface LinkAdd extends InNetns {
  readonly kind: 'LinkAdd';
  readonly name: string;
  readonly type: LinkType;
  readonly to?: string;
  readonly link?: string;
  readonly peer?: string;
  readonly vlanId?: number;
  readonly mode?: BondMode;
  readonly address?: string;
  readonly mtu: number;
  readonly alias: string;
}

/** Sets what is present of a link's changeable attributes. */
export interface LinkSet extends InNetns {
  readonly kind: 'LinkSet';
  readonly name: string;
  readonly mtu?: number;
  readonly alias?: string;
  readonly address?: string;
  readonly up?: boolean;
}

/** Makes a link a port of a bridge or a bond, and no longer of the one it was a port of. */
export interface LinkSetMaster extends InNetns {
  readonly kind: 'LinkSetMaster';
  readonly name: string;
  readonly master: string;
}

/** Makes a link nobody's port. It stays as it is, up or down. */
export interface LinkRemoveMaster extends InNetns {
  readonly kind: 'LinkRemoveMaster';
  readonly name: string;
}

/** Moves a link between namespaces; `to` absent is the host's. The WireGuard socket stays where it was born. */
export interface LinkMove extends InNetns {
  readonly kind: 'LinkMove';
  readonly name: string;
  readonly to?: string;
}

/** Deletes a link and all that is on it. */
export interface LinkDelete extends InNetns {
  readonly kind: 'LinkDelete';
  readonly name: string;
}

/** Gives a link an address with its prefix length, ip-address(8). */
export interface AddressAdd extends InNetns {
  readonly kind: 'AddressAdd';
  readonly device: string;
  readonly address: string;
}

/** Takes an address from a link. */
export interface AddressDelete extends InNetns {
  readonly kind: 'AddressDelete';
  readonly device: string;
  readonly address: string;
}

interface RouteStep extends InNetns {
  readonly destination: string;
  readonly device: string;
  readonly via?: string;
  readonly metric?: number;
}

/** Makes or changes a route of our protocol number, ip-route(8). */
export interface RouteReplace extends RouteStep {
  readonly kind: 'RouteReplace';
}

/** Deletes a route of our protocol number. */
export interface RouteDelete extends RouteStep {
  readonly kind: 'RouteDelete';
}

interface RuleStep extends InNetns {
  readonly family: 'ipv4' | 'ipv6';
  readonly priority: number;
  readonly from?: string;
  readonly to?: string;
  readonly table: number;
}

/** Makes a routing policy rule of our protocol number, ip-rule(8). */
export interface RuleAdd extends RuleStep {
  readonly kind: 'RuleAdd';
}

/** Deletes a routing policy rule of our protocol number. */
export interface RuleDelete extends RuleStep {
  readonly kind: 'RuleDelete';
}

interface CarriedStep extends InNetns {
  readonly device: string;
  readonly object: IpObject;
  readonly family: 'ipv4' | 'ipv6';
  /** The object in ip(8)'s own words, with the link in them. */
  readonly words: string;
}

/** Gives a link an address, a route or a rule as somebody else had put it there. */
export interface CarriedAdd extends CarriedStep {
  readonly kind: 'CarriedAdd';
  /** Seconds that it is lent for, and of those how many it is to be used; absent: for ever. */
  readonly validLft?: number;
  readonly preferredLft?: number;
}

/** Takes from a link what somebody else has put there. */
export interface CarriedDelete extends CarriedStep {
  readonly kind: 'CarriedDelete';
}

/** Starts a DHCP client on a link, in place of one that runs for a link of that name. */
export interface DhcpClientStart extends InNetns {
  readonly kind: 'DhcpClientStart';
  readonly device: string;
}

/** Stops the client, which releases its lease and takes the lease's address and routes from the link. */
export interface DhcpClientStop extends InNetns {
  readonly kind: 'DhcpClientStop';
  readonly device: string;
}

/** Sets a kernel parameter, sysctl(8). */
export interface SysctlSet extends InNetns {
  readonly kind: 'SysctlSet';
  readonly key: string;
  readonly value: string;
}

/** Sets a device's private key (`secret` names it, the executor alone has it) or its port; port 0 gives it up. */
export interface WireGuardSetDevice extends InNetns {
  readonly kind: 'WireGuardSetDevice';
  readonly device: string;
  readonly secret?: string;
  /** The public half of the secret: what the executor checks the key file against. */
  readonly publicKey?: string;
  readonly listenPort?: number;
}

/** Creates or changes a peer. AllowedIPs and keepalive are final values; an absent endpoint is left as it is. */
export interface WireGuardSetPeer extends InNetns {
  readonly kind: 'WireGuardSetPeer';
  readonly device: string;
  readonly publicKey: string;
  readonly endpoint?: string;
  readonly allowedIPs: readonly string[];
  /** Seconds; absent turns it off. */
  readonly persistentKeepalive?: number;
}

/** Removes a peer and its session; its AllowedIPs go to nobody. */
export interface WireGuardRemovePeer extends InNetns {
  readonly kind: 'WireGuardRemovePeer';
  readonly device: string;
  readonly publicKey: string;
}

/** Makes a table of ours that is not there: one by that name, which would be of somebody else, stays as it is. */
export interface NftCreateTable extends InNetns {
  readonly kind: 'NftCreateTable';
  readonly family: 'inet';
  readonly name: string;
  readonly hash: string;
  readonly ruleset: string;
}

/** Replaces a whole table of ours in one transaction, whether it exists or not. */
export interface NftReplaceTable extends InNetns {
  readonly kind: 'NftReplaceTable';
  readonly family: 'inet';
  readonly name: string;
  readonly hash: string;
  readonly ruleset: string;
}

/** Deletes a table of ours. */
export interface NftDeleteTable extends InNetns {
  readonly kind: 'NftDeleteTable';
  readonly family: 'inet';
  readonly name: string;
}

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
