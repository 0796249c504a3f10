/**
 * What a test of a mesh needs: fast-check arbitraries, the invariants, and a strict fake kernel.
 *
 * @module
 */
export * from './arbitrary/furniture.js';
export * from './arbitrary/mesh.js';
export * from './arbitrary/node.js';
export type { MeshOptions } from './arbitrary/sketch.js';
export * from './arbitrary/versions.js';
export * from './check-mesh.js';
export { type KernelError, type Run, run, runAll } from './fake-kernel/fake-kernel.js';
export { type ForeignObject, foreignText, withForeign } from './fake-kernel/foreign.js';
export { observe } from './fake-kernel/observe.js';
export { type Handshake, withHandshake } from './fake-kernel/roam.js';
export { type Errno, emptyKernel, type Kernel } from './fake-kernel/state.js';
export * from './invariant/access-point.js';
export * from './invariant/allowed-ips.js';
export * from './invariant/endpoint.js';
export * from './invariant/family.js';
export * from './invariant/invariant.js';
export * from './invariant/keepalive.js';
export * from './invariant/loop.js';
export * from './invariant/mtu.js';
export * from './invariant/name.js';
export * from './invariant/peering.js';
export * from './invariant/port.js';
export * from './invariant/reachable.js';
export * from './invariant/subnet.js';
export type { JsonDocument } from './json-document.js';
export type { MeshDocuments } from './sketch/documents.js';
export { nicNames } from './sketch/node.js';
export { surveyed } from './surveyed.js';
