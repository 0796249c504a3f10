import type { PlanError } from '../error.js';
import { nodeOwner } from '../scalar/owner.js';
import type { PlanOwner } from './plan-owner.js';

/** Lists owners named twice, and those that are brought to no version and not removed, or to more than one of these. */
export function checkOwners(owners: readonly PlanOwner[]): readonly PlanError[] {
  const seen = new Set<string>();
  return owners.flatMap((owner, i): readonly PlanError[] => {
    const isAgain = seen.has(owner.id);
    seen.add(owner.id);
    const path = `$.owners[${i}]`;
    return [
      ...(isAgain
        ? [{ kind: 'duplicate-network', document: 'plan', path: `${path}.id`, value: owner.id } as const]
        : []),
      ...checkVersion(owner, path),
    ];
  });
}

/** Checks that a tenant network has a version, unless it is removed, and that the node's own network has none. */
function checkVersion({ id, version, removed }: PlanOwner, path: string): readonly PlanError[] {
  const isVersioned = id !== nodeOwner && removed === undefined;
  if (isVersioned === (version !== undefined)) return [];
  const field = { document: 'plan', path: `${path}.version` } as const;
  return isVersioned
    ? [{ ...field, kind: 'missing-field', value: '', expected: 'version' }]
    : [{ ...field, kind: 'unknown-field', value: String(version), known: ['id', 'removed'] }];
}
