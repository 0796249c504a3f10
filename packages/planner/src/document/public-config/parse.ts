import * as E from 'fp-ts/lib/Either.js';
import type { PlanError, PlanErrors } from '../../error.js';
import { present } from '../../scalar/present.js';
import * as codec from '../codec.js';
import { decode, hasField, salvageField } from '../decode.js';
import { external as externalCodec } from '../external.js';
import * as scalar from '../scalar-codec.js';
import { bothFamilies, checkPublicConfig, gatewayFields, type PublicAddresses } from './check.js';
import { type PublicConfig, publicConfigDocument } from './document.js';

/**
 * Parses unknown JSON as a public configuration (`public-config/1`), or returns every error in it.
 * `validatePublicConfig` says what it means to a node.
 */
export function parsePublicConfig(json: unknown): E.Either<PlanErrors, PublicConfig> {
  const decoded = decode(publicConfigDocument, 'public-config', json, {
    whole: checkWhole,
    part: () => checkSalvaged(json),
  });
  if (E.isLeft(decoded)) return decoded;
  const { schema, ...config } = decoded.right;
  return E.right(config);
}

/** A `public` namespace without an address would hold sockets that nobody can dial. */
const noAddress: PlanError = {
  kind: 'missing-field',
  document: 'public-config',
  path: '$.ipv4',
  value: '',
  expected: 'an address, here or in ipv6',
};

function checkWhole(config: PublicAddresses): readonly PlanError[] {
  const errors = checkPublicConfig('public-config', '$', config);
  return config.ipv4.length + config.ipv6.length === 0 ? [...errors, noAddress] : errors;
}

/** Checks each family of which all could be read. */
function checkSalvaged(json: unknown): readonly PlanError[] {
  const gateway4 = salvageField(scalar.ipv4Address, json, 'gateway4');
  const gateway6 = salvageField(scalar.ipv6Address, json, 'gateway6');
  const external = salvageField(externalCodec, json, 'external');
  const config: PublicAddresses = {
    ipv4: salvageField(codec.oneOrMany(scalar.ipv4InterfaceAddress), json, 'ipv4') ?? [],
    ...present({ gateway4 }),
    ipv6: salvageField(codec.oneOrMany(scalar.ipv6InterfaceAddress), json, 'ipv6') ?? [],
    ...present({ gateway6, external }),
  };
  const readable = external !== undefined || !hasField(json, 'external');
  const whole = bothFamilies.filter(
    (family) =>
      readable &&
      (config[family].length > 0 || !hasField(json, family)) &&
      (config[gatewayFields[family]] !== undefined || !hasField(json, gatewayFields[family])),
  );
  return checkPublicConfig('public-config', '$', config, whole);
}
