import { digest } from '../../scalar/digest.js';

/**
 * A MAC address for a link of the node, the same whenever the link is made: from the node's id and the link's name,
 * unicast and locally administered (IEEE 802, 8.2).
 */
export function macOf(node: string, link: string): string {
  const bytes = digest(`${node} ${link}`).slice(0, 10).match(/../g) ?? [];
  return ['02', ...bytes].join(':');
}
