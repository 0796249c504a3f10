import {
  accessAddress,
  accessPointsOf,
  type Family,
  peeringOf,
  present,
  type Topology,
} from '@networkd/planner';

/** A node or access point in a drawing. */
export interface Figure {
  readonly name: string;
  readonly kind: 'public' | 'hidden' | 'access-point';
  readonly aggregator: boolean;
  readonly down: boolean;
  readonly lan?: string;
  /** Its subnets, and the families it can be dialled in. */
  readonly notes: readonly string[];
}

/** A peering; from the dialler to the dialled, and `both` where each dials the other. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly both: boolean;
  readonly family: Family;
  /** Is an end down? */
  readonly down: boolean;
}

/** What there is to draw, in one order, independent of that of the documents. */
export interface Drawing {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly lines: readonly Line[];
}

export function drawingOf(topology: Topology): Drawing {
  const { network } = topology;
  return {
    title: `${network.id} version ${network.version}`,
    figures: [...nodesOf(topology), ...accessFigures(topology)],
    lines: [...meshLines(topology), ...accessLines(topology)],
  };
}

function nodesOf({ vertices, aggregators }: Topology): readonly Figure[] {
  return vertices.map((vertex) => {
    const { node, resource, hidden } = vertex;
    const lan = vertex.lan < 0 ? undefined : node.lan;
    return {
      name: node.id,
      kind: hidden ? 'hidden' : 'public',
      aggregator: aggregators.includes(vertex),
      down: node.down,
      ...present({ lan }),
      notes: subnetsOf(resource),
    };
  });
}

function accessFigures(topology: Topology): readonly Figure[] {
  return accessPointsOf(topology).map(({ accessPoint }) => ({
    name: accessPoint.name,
    kind: 'access-point',
    aggregator: false,
    down: false,
    notes: subnetsOf(accessPoint),
  }));
}

interface Site {
  readonly subnet: { readonly text: string };
  readonly subnet6?: { readonly text: string };
}

function subnetsOf({ subnet, subnet6 }: Site): readonly string[] {
  return subnet6 === undefined ? [subnet.text] : [subnet.text, subnet6.text];
}

function meshLines({ vertices, network }: Topology): readonly Line[] {
  const preferred = network.policy.preferFamily ?? 'ipv6';
  return vertices.flatMap((a, i) =>
    vertices.slice(i + 1).flatMap((b): readonly Line[] => {
      const peering = peeringOf(a, b, preferred);
      if (peering === undefined) return [];
      const [from, to] = peering.dials ? [a, b] : [b, a];
      return [
        {
          from: from.node.id,
          to: to.node.id,
          both: peering.dials && peering.dialled,
          family: peering.family,
          down: a.node.down || b.node.down,
        },
      ];
    }),
  );
}

function accessLines(topology: Topology): readonly Line[] {
  return accessPointsOf(topology).flatMap(({ accessPoint, vertex }) => {
    const family = accessAddress(topology.network, vertex)?.kind;
    const ends = { from: accessPoint.name, to: vertex.node.id, both: false, down: vertex.node.down };
    return family === undefined ? [] : [{ ...ends, family }];
  });
}
