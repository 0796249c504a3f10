import type { Operation } from '../operation/operation.js';
import { verbOf } from '../operation/operation.js';
import type { Reference } from '../operation/reference.js';
import { nodeOwner } from '../scalar/owner.js';
import { among, type Breach } from './breach.js';

/** The fields of an operation that territories look at, for every verb. */
export type Referring = { readonly [F in ReferringField]?: string };

type FieldOf<O> = O extends unknown ? keyof O : never;
type ReferringField = FieldOf<Operation>;

/** Says what of a field is not the owner's; nothing where the field is absent, unless it must be there. */
export type Look = (field: string, value: string | undefined, operation: Referring) => readonly Breach[];

/** What an owner may touch. */
export interface Territory {
  readonly owner: 'node' | 'network';
  readonly looks: { readonly [R in Reference]: Look };
}

const others = { node: 'a tenant network', network: nodeOwner } as const;

/** Lists what of an operation reaches beyond the objects of its owner, whose territory is given. */
export function breachesOf(operation: Operation, { owner, looks }: Territory): readonly Breach[] {
  const { owners, refs } = verbOf(operation);
  if (owners !== 'any' && owners !== owner) return among('owner', operation.owner, [others[owner]]);
  // What a codec has read is text where a territory looks.
  const fields = operation as unknown as Referring & Readonly<Record<string, string | undefined>>;
  return Object.entries<Reference | 'free'>(refs).flatMap(([field, ref]) =>
    ref === 'free' ? [] : looks[ref](field, fields[field], fields),
  );
}
