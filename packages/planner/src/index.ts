/**
 * The planner of tenant mesh networks: a version of a tenant network and an inventory of nodes become the ordered
 * operations that bring a node there. Side-effect free: no clock, no randomness, no I/O.
 *
 * @packageDocumentation
 */
export type { Change, Create, Delete, Update } from './change/change.js';
export { diff } from './change/diff.js';
export { lower, type Step, steps } from './change/lower.js';
export { accessConfiguration } from './desired/access-configuration.js';
export { chooseEgressAddress } from './desired/choose-egress-address.js';
export { wireguardConfigurations } from './desired/configuration.js';
export {
  assignEgressAddresses,
  type EgressAddresses,
  egressAddressesOf,
} from './desired/egress-addresses.js';
export { desired } from './desired/network-resource.js';
export { desiredNode } from './desired/node/desired-node.js';
export { membersOf } from './desired/node/members.js';
export type { ChosenUplink, NodeWishes } from './desired/node/node-wishes.js';
export { hostMetric } from './desired/node/parts.js';
export { choosePublicUplink, type PublicUplinkChoice } from './desired/node/public-uplink.js';
export { surveyedWishes } from './desired/node/surveyed-wishes.js';
export type { NodeNetwork, NodeServices } from './desired/node-services.js';
export type { JsonSchema } from './document/codec.js';
export type { External, ForwardedPort } from './document/external.js';
export type {
  Interface,
  InterfaceRoute,
  Inventory,
  LanHint,
  Node,
} from './document/inventory/document.js';
export { parseInventory } from './document/inventory/parse.js';
export { writeInventory } from './document/inventory/write.js';
export type {
  ExternalDocument,
  ForwardedPortDocument,
  InterfaceDocument,
  InterfaceRouteDocument,
  InventoryDocument,
  LanHintDocument,
  NodeDocument,
  PublicConfigDocument,
} from './document/inventory/written.js';
export { documentText, type Json } from './document/json.js';
export type {
  Bond,
  EgressConfig,
  NodeConfig,
  PublicUplink,
  UplinkConfig,
} from './document/node-config/document.js';
export { defaultNodeConfig, parseNodeConfig } from './document/node-config/parse.js';
export { writeNodeConfig } from './document/node-config/write.js';
export type { PublicConfig } from './document/public-config/document.js';
export { parsePublicConfig } from './document/public-config/parse.js';
export { type PublicConfigRequest, validatePublicConfig } from './document/public-config/validate.js';
export { writePublicConfig } from './document/public-config/write.js';
export type {
  AccessPoint,
  KeepalivePolicy,
  NetworkResource,
  Policy,
  TenantNetwork,
} from './document/tenant-network/document.js';
export { parseTenantNetwork } from './document/tenant-network/parse.js';
export { writeTenantNetwork } from './document/tenant-network/write.js';
export type {
  AccessPointDocument,
  NetworkResourceDocument,
  PolicyDocument,
  TenantNetworkDocument,
} from './document/tenant-network/written.js';
export type {
  AddressProblem,
  DocumentName,
  EgressFault,
  NicFault,
  NoPeering,
  Place,
  PlanError,
  PlanErrorKind,
  PlanErrors,
  PrefixProblem,
  Problem,
} from './error.js';
export type {
  ExecutionError,
  ExecutionEvent,
  Executor,
  OperationFailure,
  Receipt,
  Rollback,
} from './executor.js';
export { errorKinds, explain, meanings } from './explain/errors.js';
export { pointerOf } from './explain/json-pointer.js';
export { type ProblemDetails, type ProblemError, problemDetails } from './explain/problem-details.js';
export type { Meaning } from './explain/row.js';
export type { Resource, ResourceKind, ResourceOf } from './kind/resource.js';
export { servedResource } from './kind/served.js';
export { type BondMode, bondModes } from './link-type/bond.js';
export type { KernelModule } from './link-type/link-type.js';
export {
  type LinkAttributes,
  type LinkType,
  linkType,
  linkTypes,
  type MasterType,
  masterTypes,
} from './link-type/link-types.js';
export { egressLink, firewallTable, linkGroup, nodeNames } from './mark/names.js';
export {
  networkOfLink,
  networkOfNetns,
  networkOfTable,
  nodeLinks,
  nodeNamespaces,
  ownerOfAlias,
  ownerOfNetns,
} from './mark/owner-of.js';
export { routeProtocol } from './mark/protocol.js';
export { type ListedTable, listTables, readTables, statementsIn } from './nft/listing.js';
export type { Candidate, LeaseOffer, Offer } from './node/candidate.js';
export { candidatesOf } from './node/candidates-of.js';
export { chooseUplink } from './node/choose-uplink.js';
export { type Classification, classify, type NodeClass } from './node/classify.js';
export { currentCandidate } from './node/current-candidate.js';
export { type Dialability, type DialabilityReason, isDialable } from './node/dialability.js';
export { classWords, type DialabilityWords, dialabilityWords } from './node/dialability-words.js';
export { equalEntries } from './node/equal-entries.js';
export type { NodeFacts } from './node/facts.js';
export { foldedNics } from './node/folded-nics.js';
export { type FarmerWords, inventoryEntry } from './node/inventory-entry.js';
export { ipv6RouterOf } from './node/ipv6-router.js';
export type { Lease, Nic, VirtualLink } from './node/nic.js';
export { type Report, reportDue } from './node/report-due.js';
export { type SlaacParameter, slaacParameters } from './node/slaac.js';
export type { Egress, Uplink, UplinkRule, UplinkWishes } from './node/uplink.js';
export { argvOf, type Invocation, invocationOf, startOf } from './operation/argv.js';
export type { Command, ProcessCommand, SecretFile, ToolCommand, Word } from './operation/command.js';
export { commandsOf } from './operation/commands-of.js';
export { describe, type Rune, runeOf } from './operation/describe.js';
export { afterDelete, inUserspace } from './operation/in-userspace.js';
export type { Operation, OperationKind, OperationOf } from './operation/operation.js';
export type { ChangeKind } from './operation/step.js';
export { checkTerritory } from './plan/check-territory.js';
export { basisOf, hashOf, type Plan, type Summary } from './plan/document.js';
export { jsonSchema, type SchemaName, schemaNames } from './plan/json-schemas.js';
export { changedNics, knownNics } from './plan/nics.js';
export { parsePlan } from './plan/parse-plan.js';
export { nodesOf, type PlanAllRequest, type PlanRequest, plan, planAll } from './plan/plan.js';
export { type DocumentsPlanned, type DocumentsRequest, planDocuments } from './plan/plan-documents.js';
export { type NodePlanRequest, planNode } from './plan/plan-node.js';
export type { PlanOwner } from './plan/plan-owner.js';
export { stateAfter } from './plan/state-after.js';
export type { Networks } from './plan/topologies.js';
export { planTowards, type TowardsRequest } from './plan/towards.js';
export { writePlan } from './plan/write-plan.js';
export type {
  MakingFacts,
  ProgramFacts,
  ProgramFiles,
  ServedLink,
  ServingFacts,
  StateFile,
} from './program/program.js';
export { type ProgramName, programs, type ServerName } from './program/programs.js';
export { runFolder } from './program/run-folder.js';
export * as udhcpcFiles from './program/udhcpc/files.js';
export { dhcpOptions, dhcpScript } from './program/udhcpc/udhcpc.js';
export { type Address, type Family, parseAddress } from './scalar/address.js';
export { type EgressAddress, egressIpv6, parseEgressAddress } from './scalar/egress-address.js';
export type { NetworkId, NodeId } from './scalar/id.js';
export { parseNetworkId, parseNodeId } from './scalar/id.js';
export { type IpObject, routeMetrics } from './scalar/ip-words.js';
export type { Keepalive } from './scalar/keepalive.js';
export {
  type PrivateKey,
  type PublicKey,
  parsePrivateKey,
  parsePublicKey,
  privateKeyOf,
  privateKeyText,
  publicKeyOf,
} from './scalar/key.js';
export { type InterfaceName, parseInterfaceName, parseMac } from './scalar/name.js';
export { nodeOwner, type Owner, parseOwner } from './scalar/owner.js';
export type { Brand, Parsed } from './scalar/parsed.js';
export { type Port, parsePort } from './scalar/port.js';
export {
  type InterfaceAddress,
  networkOf,
  type Prefix,
  parseInterfaceAddress,
  parsePrefix,
} from './scalar/prefix.js';
export { type Present, present } from './scalar/present.js';
export { identityOf } from './state/identity.js';
export { emptyState, type Foreign, type NodeState } from './state/node-state.js';
export { parseObserved } from './state/parse-observed.js';
export { differences } from './state/satisfies.js';
export { suspectsOf, titleOf } from './state/title.js';
export { writeObserved } from './state/write-observed.js';
export { type Access, accessAddress, accessPointsOf } from './topology/access.js';
export { connect, survey } from './topology/connect.js';
export type { Families } from './topology/families.js';
export { type MeshPeer, peersOf } from './topology/peer.js';
export { type Peering, peeringOf, whyNoPeering } from './topology/peering.js';
export type { MeshPrefixes } from './topology/prefixes.js';
export { type Drop, endsOf, type Hop, type Reach, walker } from './topology/reach.js';
export { type Reachability, reachabilityOf } from './topology/reachability.js';
export { forwards, pathBetween, type Topology } from './topology/topology.js';
export type { Vertex } from './topology/vertex.js';
