import type { DocumentName, PlanError, Problem } from '../../error.js';
import type { Family } from '../../scalar/address.js';
import { isGlobal, isUnicast } from '../../scalar/address-class.js';
import { checkExternal } from '../check-external.js';
import { gatewayProblem } from '../gateway.js';
import { duplicates } from '../unique.js';
import type { PublicConfig } from './document.js';

/** The addresses and gateways of a public configuration. */
export type PublicAddresses = Pick<PublicConfig, 'ipv4' | 'gateway4' | 'ipv6' | 'gateway6' | 'external'>;

/**
 * Finds every contradiction between the values of a public configuration. It checks only `families`, those that
 * could be read completely. `base` is the path of the configuration in its document.
 */
export function checkPublicConfig(
  document: DocumentName,
  base: string,
  config: PublicAddresses,
  families: readonly Family[] = bothFamilies,
): readonly PlanError[] {
  const at = (path: string, value: string, problem: Problem): PlanError => ({
    ...problem,
    document,
    path: `${base}.${path}`,
    value,
  });
  const { external } = config;
  const ofExternal = external === undefined ? [] : checkExternal(document, `${base}.external`, external);
  const ofFamilies = families.flatMap((family) => {
    const errors: PlanError[] = [];
    const addresses = config[family];
    const texts = addresses.map(({ address }) => address.text);
    const pathOf = (i: number) => addressPath(config, family, i);
    addresses.forEach(({ address, text }, i) => {
      const isFit = external?.[family] === undefined ? isGlobal : isUnicast;
      if (!isFit(address)) errors.push(at(pathOf(i), text, { kind: 'endpoint-not-dialable', family }));
    });
    const repeated = duplicates(document, 'duplicate-address', texts, (i) => `${base}.${pathOf(i)}`);
    const gateway = config[gatewayFields[family]];
    const problem = gatewayProblem(addresses, gateway);
    if (problem !== undefined) {
      errors.push(at(gatewayFields[family], gateway?.text ?? '', { kind: 'bad-gateway', problem }));
    }
    return [...errors, ...repeated];
  });
  return [...ofFamilies, ...ofExternal];
}

/** Returns the path of an address below the configuration. One address alone may be written without a list. */
export function addressPath(config: PublicAddresses, family: Family, index: number): string {
  return config[family].length === 1 ? family : `${family}[${index}]`;
}

export const bothFamilies: readonly Family[] = ['ipv4', 'ipv6'];

export const gatewayFields = { ipv4: 'gateway4', ipv6: 'gateway6' } as const;
