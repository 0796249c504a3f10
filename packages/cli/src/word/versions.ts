import { nodeOwner, type Plan } from '@networkd/planner';

/** Networks with their versions, as people say it; version 0 means that there is none. */
export function versionsOf(networks: Plan['networks']): string {
  const words = networks.map(({ id, version }) => {
    if (id === nodeOwner) return version === 0 ? 'no network of its own' : 'its own network';
    return version === 0 ? `no ${id}` : `${id} version ${version}`;
  });
  return words.length === 0 ? 'no network' : words.join(', ');
}
