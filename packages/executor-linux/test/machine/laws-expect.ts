import { isDeepStrictEqual } from 'node:util';
import { type Change, connect, desired, diff, type NodeState, type Resource } from '@networkd/planner';
import { right } from '../networks.js';
import type { Version } from './laws-documents.js';

/** Throws, and says what there is in one of the lists only, unless they are the same. */
export function expectSame(what: string, found: readonly Resource[], told: readonly Resource[]): void {
  const missing = told.filter((each) => !found.some((other) => isDeepStrictEqual(other, each)));
  const more = found.filter((each) => !told.some((other) => isDeepStrictEqual(other, each)));
  if (missing.length + more.length === 0 && found.length === told.length) return;
  const lines = [...missing.map((each) => `- ${textOf(each)}`), ...more.map((each) => `+ ${textOf(each)}`)];
  throw new Error(`${what} is not as it should be:\n${lines.join('\n') || 'something is there twice'}`);
}

/** As though planned afresh, no matter what was there before. */
export function expectWanted(aim: Version, state: NodeState): void {
  const aims = wanted(aim, state.node);
  expectSame('what is there', found(state, aims), found({ ...state, resources: aims }, aims));
}

/** Seen from the other side an endpoint that nobody asked for differs, but nothing may be there or missing. */
export function expectBack(target: NodeState, state: NodeState): void {
  expectNone('what is still to be done', diff(target.resources, state.resources));
  const isMore = ({ kind }: Change) => kind !== 'Update';
  expectNone('what is there too much', diff(state.resources, target.resources).filter(isMore));
}

/** Throws, and says what there is, unless that is nothing. */
export function expectNone(what: string, list: readonly unknown[]): void {
  if (list.length === 0) return;
  const lines = list.map((each) => (typeof each === 'string' ? each : textOf(each)));
  throw new Error(`${what} should be nothing, or as it was:\n${lines.join('\n')}`);
}

/** What the version wants on the node, as it would be observed. */
function wanted({ networks, inventory }: Version, node: string): readonly Resource[] {
  const resources = networks.flatMap(
    (network) => desired(right(connect(network, inventory)), node).resources,
  );
  return resources.map(({ reason: _, ...each }) => each);
}

/** What is on the node, without the endpoints that are left to the peers and the times of handshakes. */
function found({ resources }: NodeState, aims: readonly Resource[]): readonly Resource[] {
  const free = new Set(
    aims.flatMap((each) => (each.kind === 'Peer' && each.endpoint === undefined ? [each.publicKey] : [])),
  );
  return resources.map((each) => {
    if (each.kind !== 'Peer') return each;
    const { latestHandshake: _, ...peer } = each;
    if (!free.has(peer.publicKey)) return peer;
    const { endpoint: __, ...rest } = peer;
    return rest;
  });
}

/** A value on a line, cut where that gets long. */
export function textOf(value: unknown): string {
  return JSON.stringify(value).slice(0, 1000);
}
