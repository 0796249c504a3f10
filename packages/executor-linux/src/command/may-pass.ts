import type { Operation, OperationOf } from '@networkd/planner';

/**
 * Says whether an operation that follows another, in another namespace or by another tool, may come before it. It may
 * only where neither can show in what the other does. Where that is not known, it may not.
 */
export function mayPass(one: Operation, other: Operation): boolean {
  // Rulesets of two namespaces do not know of each other, and each transaction in the host's takes as long as there are
  // tables of networks.
  if (isOfTable(one) && isOfTable(other)) return true;
  // A link is made, but not set up, no matter what is set for a namespace that it is not in.
  if ((isOfTable(one) || one.kind === 'SysctlSet') && other.kind === 'LinkAdd') {
    return one.netns !== other.netns && one.netns !== other.to;
  }
  const [links, others] = [linksOf(one), linksOf(other)];
  return links !== undefined && others !== undefined && !links.some((link) => others.includes(link));
}

function isOfTable(
  operation: Operation,
): operation is
  | OperationOf<'NftCreateTable'>
  | OperationOf<'NftReplaceTable'>
  | OperationOf<'NftDeleteTable'> {
  const { kind } = operation;
  return kind === 'NftCreateTable' || kind === 'NftReplaceTable' || kind === 'NftDeleteTable';
}

/**
 * Returns the links that the operation is about, by name in any namespace. Returns nothing where it is about something
 * else too.
 */
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
