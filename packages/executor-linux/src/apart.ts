import type { Operation } from '@networkd/planner';

/**
 * May two operations in different namespaces, or of different tools, change places? Only where neither can show in what the
 * other does; what is not known to be so is not.
 */
export function areApart(one: Operation, other: Operation): boolean {
  // Rulesets of two namespaces do not know of each other, and each transaction in the host's takes as long as there are
  // tables of networks.
  if (isOfTable(one) && isOfTable(other)) return true;
  const [links, others] = [linksOf(one), linksOf(other)];
  return links !== undefined && others !== undefined && !links.some((link) => others.includes(link));
}

function isOfTable({ kind }: Operation): boolean {
  return kind === 'NftCreateTable' || kind === 'NftReplaceTable' || kind === 'NftDeleteTable';
}

/** The links that the operation is about, by name wherever they are, if it is about nothing else. */
function linksOf(operation: Operation): readonly string[] | undefined {
  switch (operation.kind) {
    case 'LinkAdd':
      return [operation.name, operation.peer ?? operation.name, operation.link ?? operation.name];
    case 'LinkMove':
      return [operation.name];
    case 'LinkSet':
      // What is on a link in another namespace has no larger MTU than the link itself.
      return operation.mtu === undefined ? [operation.name] : undefined;
    case 'AddressAdd':
    case 'RouteReplace':
      return [operation.device];
    default:
      return undefined;
  }
}
