import { type MeshDocuments, meshDocuments, tenancies, versions } from '@networkd/planner/testing';
import fc from 'fast-check';
import type { VersionDocuments } from './laws-documents.js';

/** What a node goes through, from a machine just booted to one on which nothing of ours is. */
export interface Journey {
  readonly history: readonly VersionDocuments[];
  /** Which node of those that have a part of a network in some version. */
  readonly choice: number;
  /** To versions in the order in which the node sees them, some skipped or seen twice. */
  readonly legs: readonly Leg[];
  /** Then back to what was after the first. */
  readonly back: Crashes;
  /** And then to nothing. */
  readonly away: Crashes;
}

interface Leg {
  /** Which version, modulo how many there are. */
  readonly version: number;
  readonly crashes: Crashes;
  /** Is what a crash left not mended, but left to the next leg? */
  readonly isAbandoned: boolean;
}

/** After how many operations an apply dies, and the next that is to mend it, and so on; modulo how many there are. */
export type Crashes = readonly number[];

const often = { weight: 3, arbitrary: fc.constant([]) };
const crashes: fc.Arbitrary<Crashes> = fc.oneof(often, {
  weight: 2,
  arbitrary: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 2 }),
});

const alone = ({ network, inventory }: MeshDocuments): VersionDocuments => ({
  networks: [network],
  inventory,
});

/** Small histories, networks whose listen ports go from one to another, and a larger network now and then. */
const histories: fc.Arbitrary<readonly VersionDocuments[]> = fc.oneof(
  { weight: 5, arbitrary: versions().map((history) => history.map(alone)) },
  {
    weight: 2,
    arbitrary: tenancies().map(({ inventory, networks, next }) => [
      { networks, inventory },
      { networks: next, inventory },
    ]),
  },
  { weight: 1, arbitrary: meshDocuments().map((documents) => [alone(documents)]) },
);

export const journeys: fc.Arbitrary<Journey> = fc.record({
  history: histories,
  choice: fc.nat({ max: 99 }),
  legs: fc.array(fc.record({ version: fc.nat({ max: 9 }), crashes, isAbandoned: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
    size: 'max',
  }),
  back: crashes,
  away: crashes,
});
