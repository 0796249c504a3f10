import fc from 'fast-check';
import type { NodeWishes } from '../../desired/node/node-wishes.js';
import { type NodeSketch, wishesOf } from '../sketch/node.js';

const small = fc.integer({ min: 1, max: 3 });
const vlan = fc.integer({ min: 1, max: 4 });
const hosts = fc.uniqueArray(fc.integer({ min: 2, max: 5 }), { maxLength: 2 });

const sketch: fc.Arbitrary<NodeSketch> = fc.record(
  {
    nics: small,
    bond: fc.constantFrom('active-backup' as const, '802.3ad' as const),
    vlan,
    mtu: fc.constantFrom(1400, 1500, 9000),
    address: fc.integer({ min: 2, max: 4 }),
    egress: fc.subarray(['ipv4' as const, 'ipv6' as const]),
    ping: fc.boolean(),
    ports: fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { maxLength: 3 }),
    randomPorts: fc.boolean(),
    segment: fc.constantFrom('none' as const, 'named' as const, 'found' as const),
    publicVlan: vlan,
    public: fc.record({ ipv4: hosts, ipv6: hosts, vlan }, { requiredKeys: ['ipv4', 'ipv6'] }),
    found: fc.integer({ min: 0, max: 3 }),
    router: fc.constantFrom('outside' as const, 'ipv6' as const),
  },
  { requiredKeys: ['nics', 'ping', 'ports', 'randomPorts', 'segment', 'found'] },
);

/**
 * Generates all that the node's own network can follow from: any mix of NICs, VLANs, bonds, static addresses, public
 * ones.
 */
export function nodeWishes(node = 'a'): fc.Arbitrary<NodeWishes> {
  return sketch.map((drawn) => wishesOf(node, drawn));
}
