import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { decode } from '../document/decode.js';
import type { PlanError, PlanErrors } from '../error.js';
import type { Resource } from '../kind/resource.js';
import { canonical, compareResources } from './canonical.js';
import { identityOf } from './identity.js';
import type { NodeState } from './node-state.js';
import { observed } from './observed-codec.js';

/** Reads what is on a node from unknown JSON (`observed/2`). Returns it in canonical order, or every error in it. */
export function parseObserved(json: unknown): E.Either<PlanErrors, NodeState> {
  let sorted: readonly Resource[] = [];
  return pipe(
    decode(observed, 'observed', json, {
      whole: ({ resources }) => {
        sorted = canonical(resources);
        return repeated(sorted, resources);
      },
    }),
    E.map((state) => ({ ...state, resources: sorted })),
  );
}

/** Refuses an object of the kernel that is there twice. In canonical order equal ones are neighbours. */
function repeated(sorted: readonly Resource[], resources: readonly Resource[]): readonly PlanError[] {
  const places = new Map<Resource, number>();
  return sorted.flatMap((each, i): readonly PlanError[] => {
    const before = sorted[i - 1];
    if (before === undefined || compareResources(before, each) !== 0) return [];
    if (places.size === 0) for (const [place, resource] of resources.entries()) places.set(resource, place);
    const path = `$.resources[${places.get(each) ?? ''}]`;
    return [{ kind: 'duplicate-resource', document: 'observed', path, value: identityOf(each).trim() }];
  });
}
