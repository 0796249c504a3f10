import type { PlanError } from '../../error.js';
import { checkExternal } from '../check-external.js';
import type { External } from '../external.js';
import type { Node } from './document.js';

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
 * Returns what is wrong with each thing that others are to dial, and an error for every such address that leads to
 * another node. Nodes behind one router may share its address, but no port of it. A hole is a node that could not be
 * read.
 */
export function checkExternals(nodes: readonly (Node | undefined)[]): readonly PlanError[] {
  if (!nodes.some((node) => node?.external !== undefined || node?.publicConfig?.external !== undefined))
    return [];
  const errors: PlanError[] = [];
  const byText = new Map<string, Claim[]>();
  nodes.forEach((node, i) => {
    if (node?.external !== undefined) {
      const own = checkExternal('inventory', `$.nodes[${i}].external`, node.external);
      for (const error of own) errors.push(error);
    }
    for (const claim of node === undefined ? [] : claimsOf(node, i)) {
      const others = byText.get(claim.text);
      if (others === undefined) byText.set(claim.text, [claim]);
      else others.push(claim);
    }
  });
  for (const claims of byText.values()) {
    for (const claim of claims) {
      const other = claim.isExternal ? claims.find((each) => meets(each, claim)) : undefined;
      if (other !== undefined) errors.push(taken(claim, other));
    }
  }
  return errors;
}

function taken({ path, text }: Claim, other: Claim): PlanError {
  return {
    kind: 'duplicate-address',
    document: 'inventory',
    path,
    value: text,
    other: { path: other.path, value: other.text },
  };
}

/**
 * Says whether the other claim leads to another node. Where others are said to dial both, the error stands at the
 * later.
 */
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
