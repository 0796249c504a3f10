import * as E from 'fp-ts/lib/Either.js';
import type { PlanErrors } from '../../error.js';
import { present } from '../../scalar/present.js';
import { decode, salvageField } from '../decode.js';
import { egress, ignore, type NodeConfig, nodeConfig, publicUplink, uplinkConfig } from './document.js';
import { type NodeWishes, validateNodeConfig } from './validate.js';

/** Parses unknown JSON as a node's configuration (`node-config/1`), or returns every error in it. */
export function parseNodeConfig(json: unknown): E.Either<PlanErrors, NodeConfig> {
  const decoded = decode(nodeConfig, 'node-config', json, {
    whole: validateNodeConfig,
    part: () => validateNodeConfig(salvaged(json)),
  });
  return E.isLeft(decoded) ? decoded : E.right(sorted(decoded.right));
}

/** Returns the configuration of a node of which the farmer says nothing. */
export function defaultNodeConfig(): NodeConfig {
  const parsed = parseNodeConfig({ schema: 'node-config/1' });
  if (E.isLeft(parsed)) throw new Error('node-config/1 has no defaults');
  return parsed.right;
}

function sorted(config: NodeConfig): NodeConfig {
  const blockedTcpPorts = config.egress.blockedTcpPorts.toSorted((a, b) => a - b);
  return { ...config, ignore: config.ignore.toSorted(), egress: { ...config.egress, blockedTcpPorts } };
}

const noEgress = { addresses: [], gateways: [], blockedTcpPorts: [], randomPorts: false };

function salvaged(json: unknown): NodeWishes {
  const [uplink, segment] = [
    salvageField(uplinkConfig, json, 'uplink'),
    salvageField(publicUplink, json, 'publicUplink'),
  ];
  return {
    ignore: salvageField(ignore, json, 'ignore') ?? [],
    uplink: uplink ?? { addresses: [], gateways: [] },
    ...present({ publicUplink: segment }),
    egress: salvageField(egress, json, 'egress') ?? noEgress,
  };
}
