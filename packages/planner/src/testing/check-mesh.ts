import { desired } from '../desired/network-resource.js';
import type { NodeState } from '../state/node-state.js';
import type { Topology } from '../topology/topology.js';
import { checkAccessPointEndpoints } from './invariant/access-point.js';
import { checkAllowedIPsDisjoint, checkAllowedIPsNotOwn } from './invariant/allowed-ips.js';
import { checkEndpointsDialable, checkHiddenNeverDialled } from './invariant/endpoint.js';
import { checkPeeringFamily } from './invariant/family.js';
import type { Violation } from './invariant/invariant.js';
import { checkKeepalive } from './invariant/keepalive.js';
import { checkNoLoop } from './invariant/loop.js';
import { checkMtu } from './invariant/mtu.js';
import { checkNamesSound } from './invariant/name.js';
import { checkPeeringSymmetric } from './invariant/peering.js';
import { checkAggregatorsStable, checkListenPortsStable, checkListenPortsUnique } from './invariant/port.js';
import { checkPairsReachable } from './invariant/reachable.js';
import { checkSubnetsDisjoint } from './invariant/subnet.js';

/** Checks everything that must hold of a mesh; returns an empty list where it does. */
export function checkMesh(topology: Topology): readonly Violation[] {
  const states = topology.vertices.map(({ node }) => desired(topology, node.id));
  return [
    ...checkStates(states),
    ...checkSubnetsDisjoint(topology),
    ...checkPairsReachable(topology),
    ...checkPeeringFamily(topology),
    ...checkEndpointsDialable(topology),
    ...checkHiddenNeverDialled(topology),
    ...checkKeepalive(topology),
    ...checkMtu(topology),
    ...checkAccessPointEndpoints(topology),
  ];
}

/** Checks what must hold of the states of a mesh's nodes, planned or observed. */
export function checkStates(states: readonly NodeState[]): readonly Violation[] {
  return [
    ...checkAllowedIPsDisjoint(states),
    ...checkAllowedIPsNotOwn(states),
    ...checkPeeringSymmetric(states),
    ...checkNoLoop(states),
    ...checkListenPortsUnique(states),
    ...checkNamesSound(states),
  ];
}

/** Checks what must hold between a version of a network and a later one. */
export function checkVersions(before: Topology, after: Topology): readonly Violation[] {
  return [...checkListenPortsStable(before, after), ...checkAggregatorsStable(before, after)];
}
