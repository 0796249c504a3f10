import * as E from 'fp-ts/lib/Either.js';
import type { Node } from '../../document/inventory/document.js';
import type { NodeConfig } from '../../document/node-config/document.js';
import type { PublicConfig } from '../../document/public-config/document.js';
import type { PlanErrors } from '../../error.js';
import { candidatesOf } from '../../node/candidates-of.js';
import { chooseUplink } from '../../node/choose-uplink.js';
import { present } from '../../scalar/present.js';
import type { NodeWishes } from './node-wishes.js';

/**
 * Returns what a node is to have, from its entry in an inventory and what its farmer says, without being on the node.
 * Errors: those of `chooseUplink`, and NICs without a MAC address.
 */
export function surveyedWishes(
  entry: Node,
  config: NodeConfig,
  publicConfig?: PublicConfig,
): E.Either<PlanErrors, NodeWishes> {
  const candidates = candidatesOf(entry);
  if (E.isLeft(candidates)) return candidates;
  const uplink = chooseUplink(candidates.right, config);
  if (E.isLeft(uplink)) return uplink;
  return E.right({
    node: entry.id,
    config,
    ...present({ publicConfig }),
    uplink: uplink.right,
    facts: { nics: candidates.right.map(({ nic }) => nic), links: [] },
  });
}
