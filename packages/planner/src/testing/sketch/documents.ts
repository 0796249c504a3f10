import { base64, hex } from '@scure/base';
import { digest } from '../../scalar/digest.js';
import { present } from '../../scalar/present.js';
import type { JsonDocument } from '../json-document.js';
import { isDialable, type Sketch, type SketchedNode } from './sketch.js';
import { underlayOf } from './underlay.js';

/** A tenant network and the inventory under it, as JSON: `tenant-network/1` and `inventory/1`. */
export interface MeshDocuments {
  readonly network: JsonDocument;
  readonly inventory: JsonDocument;
}

export function documentsOf(sketch: Sketch): MeshDocuments {
  return { network: networkOf(sketch), inventory: inventoryOf(sketch.nodes) };
}

/** Writes `inventory/1`: every node sketched, whether the network is on it or not. */
export function inventoryOf(nodes: readonly SketchedNode[]): JsonDocument {
  return { schema: 'inventory/1', nodes: nodes.map(underlayOf) };
}

/** Writes `tenant-network/1`: aggregators and access points only on nodes that can be dialled in this version. */
export function networkOf(sketch: Sketch): JsonDocument {
  const { id, version, dualStack } = sketch;
  const members = sketch.nodes.filter(({ member }) => member);
  const accessPoints = members.flatMap((node) => accessPointsOf(sketch, node));
  const aggregators = members.filter((node) => node.aggregator && isDialable(node)).map((node) => node.id);
  const policy = policyOf(sketch);
  return {
    schema: 'tenant-network/1',
    id,
    version,
    range: `${rangeOf(sketch)}.0.0/16`,
    ...(dualStack ? { range6: `${range6Of(sketch)}::/48` } : {}),
    resources: members.map((node) => ({
      node: node.id,
      ...subnetsOf(sketch, node.slot),
      publicKey: keyOf(sketch, `node ${node.key}`),
      listenPort: node.port,
    })),
    ...(accessPoints.length > 0 ? { accessPoints } : {}),
    ...(aggregators.length > 0 ? { aggregators } : {}),
    ...(Object.keys(policy).length > 0 ? { policy } : {}),
  };
}

function accessPointsOf(sketch: Sketch, node: SketchedNode): readonly JsonDocument[] {
  if (!isDialable(node) || node.down) return [];
  return node.accessPoints.map((slot) => ({
    name: `laptop-${slot}`,
    node: node.id,
    ...subnetsOf(sketch, slot),
    publicKey: keyOf(sketch, `laptop ${slot}`),
  }));
}

function policyOf({ preferFamily, keepalive }: Sketch): JsonDocument {
  return {
    ...present({ preferFamily, keepalive }),
  };
}

const ranges = ['10.1', '10.255', '172.20', '192.168', '10.0'];

function rangeOf({ range }: Sketch): string {
  return ranges[range] ?? '10.1';
}

/** Returns a ULA prefix or a routed one. */
function range6Of({ range }: Sketch): string {
  return range % 2 === 0 ? `fd0${range}:1:2` : `2001:db8:${range}`;
}

function subnetsOf(sketch: Sketch, slot: number): JsonDocument {
  return {
    subnet: `${rangeOf(sketch)}.${slot}.0/24`,
    ...(sketch.dualStack ? { subnet6: `${range6Of(sketch)}:${slot.toString(16)}::/64` } : {}),
  };
}

/** Returns a public key. Any 32 bytes do, short of a dozen that no digest will meet. */
function keyOf({ id, seed }: Sketch, what: string): string {
  return base64.encode(hex.decode(digest(`${id} ${seed} ${what}`)));
}
