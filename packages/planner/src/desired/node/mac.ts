import { digest } from '../../scalar/digest.js';

/**
 * Returns a MAC address for a link of the node, the same each time the link is made. It comes from the node's id and
 * the link's name, and is unicast and locally administered (IEEE 802, 8.2).
 */
export function macOf(node: string, link: string): string {
  const bytes = digest(`${node} ${link}`).slice(0, 10).match(/../g) ?? [];
  return ['02', ...bytes].join(':');
}
