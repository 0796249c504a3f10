import { present } from '@networkd/planner';
import {
  type Description,
  type Family,
  familyOf,
  gatewaysOf,
  type LabNode,
  type Nic,
  routerOf,
} from './description.js';

/** `inventory/1`, before it is parsed. */
export interface InventoryDocument {
  readonly schema: 'inventory/1';
  readonly nodes: readonly NodeDocument[];
}

interface NodeDocument {
  readonly id: string;
  readonly farm?: string;
  readonly interfaces?: readonly {
    readonly name: string;
    readonly addresses: readonly string[];
    readonly gateways: readonly string[];
    readonly mtu?: number;
  }[];
  readonly publicConfig?: PublicConfigDocument;
  readonly inbound?: readonly Family[];
  readonly lan?: string;
  readonly down?: true;
}

interface PublicConfigDocument {
  readonly interface: string;
  readonly ipv4?: string;
  readonly gateway4?: string;
  readonly ipv6?: string;
  readonly gateway6?: string;
}

/** Returns what the inventory has to say of an underlay for the planner to plan on it. */
export function inventoryOf(description: Description): InventoryDocument {
  return {
    schema: 'inventory/1',
    nodes: description.nodes.map((node) => nodeDocument(description, node)),
  };
}

function nodeDocument(description: Description, node: LabNode): NodeDocument {
  const { name, farm, lan, down, nics } = node;
  const own = nics.filter(({ netns }) => netns === undefined);
  const open = nics.find(({ netns }) => netns === 'public');
  const inbound = open === undefined ? inboundOf(description, own) : [];
  return {
    id: name,
    ...present({ farm }),
    ...(own.length === 0
      ? {}
      : {
          interfaces: own.map((nic) => ({
            name: nic.name,
            addresses: nic.addresses,
            gateways: gatewaysOf(description, nic),
            ...present({ mtu: nic.mtu }),
          })),
        }),
    ...(open === undefined ? {} : { publicConfig: publicConfigOf(description, open) }),
    ...(inbound.length === 0 ? {} : { inbound }),
    ...present({ lan, down }),
  };
}

function publicConfigOf(description: Description, nic: Nic): PublicConfigDocument {
  const gateways = gatewaysOf(description, nic);
  const of = (texts: readonly string[], family: Family) => texts.find((text) => familyOf(text) === family);
  const [ipv4, gateway4] = [of(nic.addresses, 'ipv4'), of(gateways, 'ipv4')];
  const [ipv6, gateway6] = [of(nic.addresses, 'ipv6'), of(gateways, 'ipv6')];
  return {
    interface: nic.name,
    ...present({ ipv4, gateway4, ipv6, gateway6 }),
  };
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

/**
 * Returns the families in which what is dialled from the Internet gets to one of the interfaces: nothing on the way
 * stops it.
 */
function inboundOf(description: Description, nics: readonly Nic[]): readonly Family[] {
  return families.filter((family) =>
    nics.some(
      ({ segment, addresses }) =>
        addresses.some((address) => familyOf(address) === family) && isOpen(description, segment, family),
    ),
  );
}

function isOpen(description: Description, segment: string, family: Family): boolean {
  const router = routerOf(description, segment);
  if (router === undefined) return false;
  if (router.uplink === undefined) return true;
  return family === 'ipv6' && !router.firewall6 && isOpen(description, router.uplink.segment, family);
}
