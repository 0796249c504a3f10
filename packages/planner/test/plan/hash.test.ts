import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, type Operation, planAll } from '../../src/index.js';
import { mesh } from '../../src/testing/index.js';
import { right } from '../right.js';

const prose: ReadonlySet<string> = new Set(['owner', 'reason', 'change', 'disruptive']);

/** The operation with one field said otherwise. */
function altered(operation: Operation, field: string): Operation {
  const value: unknown = Reflect.get(operation, field);
  const other = Array.isArray(value) ? [...value, 'x'] : typeof value === 'boolean' ? !value : `${value}x`;
  return { ...operation, [field]: other };
}

test('the hash of a plan covers every field that is carried out, and no prose', () => {
  fc.assert(
    fc.property(mesh({ maxNodes: 3 }), fc.nat(), ({ network, inventory }, choice) => {
      const operations = [...planAll({ networks: [network], inventory })].flatMap(
        (plan) => right(plan).operations,
      );
      const chosen = operations[choice % Math.max(operations.length, 1)];
      if (chosen === undefined) return;
      const hash = (operation: Operation) => hashOf([], 'node', '', [operation]);
      for (const field of Object.keys(chosen).filter((name) => name !== 'kind')) {
        expect(hash(altered(chosen, field)) === hash(chosen), field).toBe(prose.has(field));
      }
    }),
  );
});

test('values cannot pose as others: what one field gains the next does not lose unseen', () => {
  const address = { kind: 'AddressAdd', owner: 'x', reason: '', change: 'Create' } as const;
  const hash = (netns: string, device: string) =>
    hashOf([], 'node', '', [{ ...address, netns, device, address: '10.1.2.1/24' }]);
  expect(hash('n-x 1:y', 'z')).not.toBe(hash('n-x', 'y 1:z'));
  expect(hash('', 'nz')).not.toBe(hash('n', 'z'));
});
