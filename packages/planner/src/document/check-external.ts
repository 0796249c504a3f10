import type { DocumentName, PlanError, Problem } from '../error.js';
import { isGlobal } from '../scalar/address-class.js';
import type { External } from './external.js';
import { duplicates } from './unique.js';

/**
 * Finds every contradiction in what others are to dial: an address that nobody can dial, no address at all, and one
 * port forwarded twice. `base` is its path in its document.
 */
export function checkExternal(
  document: DocumentName,
  base: string,
  external: External,
): readonly PlanError[] {
  const at = (path: string, value: string, problem: Problem): PlanError => ({
    ...problem,
    document,
    path: `${base}.${path}`,
    value,
  });
  const { ipv4, ipv6, ports } = external;
  const addresses = [ipv4, ipv6].filter((each) => each !== undefined);
  const field = (name: 'listenPort' | 'port') =>
    duplicates(
      document,
      'duplicate-port',
      ports.map((each) => String(each[name])),
      (i) => `${base}.ports[${i}].${name}`,
    );
  return [
    ...(addresses.length === 0
      ? [at('ipv4', '', { kind: 'missing-field', expected: 'an address, here or in ipv6' })]
      : []),
    ...addresses
      .filter((address) => !isGlobal(address))
      .map(({ kind: family, text }) => at(family, text, { kind: 'endpoint-not-dialable', family })),
    ...field('listenPort'),
    ...field('port'),
  ];
}
