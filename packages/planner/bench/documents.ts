/** A network and an inventory as JSON text, by size. */
export interface Documents {
  readonly size: number;
  readonly network: string;
  readonly inventory: string;
}

/** What a node is, in tenths: three hidden, five dual-stack, one IPv4-only and one IPv6-only public. */
const kinds = ['hidden', 'dual', 'dual', 'ipv4', 'hidden', 'dual', 'dual', 'ipv6', 'hidden', 'dual'] as const;

/** A network of `size` resources over as many nodes: 30 % hidden, half dual-stack, three named aggregators. */
export function documents(size: number): Documents {
  const ids = Array.from({ length: size }, (_, i) => `node-${i + 1}`);
  const network = {
    schema: 'tenant-network/1',
    id: 'EJyFexd14LVGi',
    version: 1,
    range: '10.0.0.0/8',
    resources: ids.map((node, i) => ({
      node,
      subnet: `10.${(i + 1) >> 8}.${(i + 1) & 255}.0/24`,
      publicKey: keyOf(i),
      listenPort: 10_000 + (i % 50_000),
    })),
    aggregators: ['node-2', 'node-3', 'node-6'],
  };
  const inventory = { schema: 'inventory/1', nodes: ids.map(nodeOf) };
  return { size, network: JSON.stringify(network), inventory: JSON.stringify(inventory) };
}

function nodeOf(id: string, i: number): object {
  const kind = kinds[i % kinds.length];
  const ipv4 = { ipv4: `185.${i >> 8}.${i & 255}.10/24`, gateway4: `185.${i >> 8}.${i & 255}.1` };
  const ipv6 = {
    ipv6: `2a02:1802:${(i + 1).toString(16)}::a/64`,
    gateway6: `2a02:1802:${(i + 1).toString(16)}::1`,
  };
  const own = {
    name: 'eth0',
    mac: `52:54:00:00:${hex(i >> 8)}:${hex(i & 255)}`,
    carrier: true,
    addresses: ['192.168.1.10/24'],
    gateways: ['192.168.1.1'],
    mtu: 1500,
  };
  const node = { id, farm: 'farm-1', interfaces: [own] };
  if (kind === 'hidden') return node;
  const families = { ...(kind === 'ipv6' ? {} : ipv4), ...(kind === 'ipv4' ? {} : ipv6) };
  return { ...node, publicConfig: { interface: 'eth1', ...families } };
}

/** 32 bytes that differ from node to node; no private half is needed to plan. */
function keyOf(i: number): string {
  const bytes = Buffer.alloc(32, 7);
  bytes.writeUInt32LE(i + 2, 0);
  return bytes.toString('base64');
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
