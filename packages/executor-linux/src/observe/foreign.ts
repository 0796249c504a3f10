import type { Foreign, Resource } from '@networkd/planner';
import { isLoopback, isNameable } from './ip/link.js';
import type { Place } from './netns/place.js';
import type { PlacedLink } from './placed-link.js';

/** Returns the UDP ports that others than our devices hold. */
export function foreignPorts(
  places: readonly Place[],
  resources: readonly Resource[],
): Foreign['listenPorts'] {
  const ours = new Set<string>();
  for (const each of resources) if (each.kind === 'ListenPort') ours.add(`${each.birth ?? ''} ${each.port}`);
  return places.flatMap(({ netns, ports }) =>
    [...ports]
      .filter((port) => port > 0 && !ours.has(`${netns ?? ''} ${port}`))
      .sort((a, b) => a - b)
      .map((port) => ({ ...at(netns), port })),
  );
}

/** Returns the links that are not ours. A link that documents cannot name cannot be in a plan's way either. */
export function foreignLinks(placedLinks: readonly PlacedLink[]): Foreign['links'] {
  return placedLinks
    .filter(({ link }) => !isLoopback(link) && isNameable(link.ifname))
    .map(({ link, place }) => ({ ...at(place.netns), name: link.ifname }));
}

function at(netns: string | undefined): { readonly netns?: string } {
  return netns === undefined ? {} : { netns };
}
