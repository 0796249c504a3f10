import type { Family } from '@networkd/planner';
import type { Figure } from './drawing.js';

/** Told apart by those who see no red or green too. */
export const familyColors: Readonly<Record<Family, string>> = { ipv4: '#b35806', ipv6: '#2166ac' };

export const figureColors: Readonly<
  Record<Figure['kind'] | 'down', { readonly fill: string; readonly stroke: string }>
> = {
  public: { fill: '#e3eefa', stroke: '#3b6ea5' },
  hidden: { fill: '#f4f1e8', stroke: '#8c7a4f' },
  'access-point': { fill: '#e9f5e6', stroke: '#4f8a4a' },
  down: { fill: '#f2f2f2', stroke: '#999999' },
};

export const kindLabels: Readonly<Record<Figure['kind'], string>> = {
  public: 'public',
  hidden: 'hidden',
  'access-point': 'access point',
};

/** Returns the LANs with their members, sorted. */
export function lansOf(figures: readonly Figure[]): readonly (readonly [string, readonly Figure[]])[] {
  const lans = [...new Set(figures.flatMap(({ lan }) => (lan === undefined ? [] : [lan])))].sort();
  return lans.map((lan) => [lan, figures.filter((figure) => figure.lan === lan)] as const);
}
