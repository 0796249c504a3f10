import type { PlanError } from '../error.js';
import type { External } from './external.js';
import type { Node } from './inventory.js';

/** An address of the Internet that leads to a node: whole, or one port of it. */
interface Claim {
  readonly node: number;
  readonly text: string;
  readonly port?: number;
  readonly path: string;
  /** Is it what others are said to dial, and not an address that the node has? */
  readonly isExternal: boolean;
}

/**
 * Returns an error for every address that others are to dial and that leads to another node: nodes behind one router may share
 * its address, but no port of it. A hole is a node that could not be read.
 */
export function checkExternals(nodes: readonly (Node | undefined)[]): readonly PlanError[] {
  if (!nodes.some((node) => node?.external !== undefined || node?.publicConfig?.external !== undefined))
    return [];
  const byText = new Map<string, Claim[]>();
  nodes.forEach((node, i) => {
    for (const claim of node === undefined ? [] : claimsOf(node, i)) {
      const others = byText.get(claim.text);
      if (others === undefined) byText.set(claim.text, [claim]);
      else others.push(claim);
    }
  });
  return [...byText.values()].flatMap((claims) =>
    claims.flatMap((claim) => {
      const other = claim.isExternal ? claims.find((each) => meets(each, claim)) : undefined;
      return other === undefined
        ? []
        : [
            {
              kind: 'duplicate-address',
              document: 'inventory',
              path: claim.path,
              value: claim.text,
              other: { path: other.path, value: other.text },
            } as const,
          ];
    }),
  );
}

/** Of two that others are said to dial, the error stands at the later. */
function meets(other: Claim, claim: Claim): boolean {
  if (other.node === claim.node || (other.isExternal && other.node > claim.node)) return false;
  return other.port === undefined || claim.port === undefined || other.port === claim.port;
}

function claimsOf({ interfaces, publicConfig, external }: Node, node: number): readonly Claim[] {
  const base = `$.nodes[${node}]`;
  const own = [
    ...interfaces.flatMap(({ addresses }, i) =>
      addresses.map(({ address }, j) => ({
        text: address.text,
        path: `${base}.interfaces[${i}].addresses[${j}]`,
      })),
    ),
    ...[...(publicConfig?.ipv4 ?? []), ...(publicConfig?.ipv6 ?? [])].map(({ address }) => ({
      text: address.text,
      path: `${base}.publicConfig.${address.kind}`,
    })),
  ];
  return [
    ...own.map((each) => ({ ...each, node, isExternal: false })),
    ...externalClaims(external, node, `${base}.external`),
    ...externalClaims(publicConfig?.external, node, `${base}.publicConfig.external`),
  ];
}

function externalClaims(external: External | undefined, node: number, base: string): readonly Claim[] {
  if (external === undefined) return [];
  const { ipv4, ipv6, ports } = external;
  return [ipv4, ipv6]
    .filter((each) => each !== undefined)
    .flatMap(({ kind, text }): readonly Claim[] => {
      const claim = { node, text, path: `${base}.${kind}`, isExternal: true };
      return ports.length === 0 ? [claim] : ports.map(({ port }) => ({ ...claim, port }));
    });
}
