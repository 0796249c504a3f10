import type { Link } from '../../kind/link/resource.js';
import type { NodeState } from '../../state/node-state.js';
import { type Violation, violation } from './invariant.js';

/** IFNAMSIZ without its closing NUL. */
const longest = 15;

/**
 * Checks that names of links and namespaces fit the kernel's 15 bytes and are unique, those of links in each namespace
 * that they pass through.
 */
export function checkNamesSound(states: readonly NodeState[]): readonly Violation[] {
  return states.flatMap(({ node, resources }) => {
    const seen = new Set<string>();
    const wrong = (message: string) => [violation('names-sound', [node], [], message)];
    return resources.flatMap((each) => {
      if (each.kind !== 'Link' && each.kind !== 'Netns') return [];
      if (!/^[0-9A-Za-z_-]+$/.test(each.name) || each.name.length > longest) {
        return wrong(`${each.name} on ${node} is no name for the kernel`);
      }
      const places = each.kind === 'Netns' ? [`netns ${each.name}`] : placesOf(each);
      const taken = places.find((place) => seen.has(place));
      for (const place of places) seen.add(place);
      return taken === undefined ? [] : wrong(`${taken} is there twice on ${node}`);
    });
  });
}

function placesOf({ name, netns = '', birth = '' }: Link): readonly string[] {
  return [...new Set([`link ${name} in ${netns || 'host'}`, `link ${name} in ${birth || 'host'}`])];
}
