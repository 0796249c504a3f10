import { type Aftermath, hostBridge, type OperatorError, type Unreached } from '@networkd/operator';
import type { PlanError } from '@networkd/planner';
import { many } from '../word/many.js';
import { executionExits, executionFailure } from './execution-failure.js';
import { Failure, type Finding, failure, findingsOf } from './failure.js';
import { ownedFindings } from './owned-nics.js';

/** Where the documents came from that an operator worked with. */
export interface Source {
  /** Returns the file or option that an error of the planner is about. */
  readonly fileOf: (error: PlanError) => string;
  /** The file of the node's configuration. */
  readonly nodeConfig?: string | undefined;
}

/** Turns an operator's error into what ends a command, with all that a person needs beneath its message. */
export function operatorFailure(error: OperatorError, source: Source): Failure {
  switch (error.kind) {
    case 'not-planned': {
      const { errors, node } = error;
      return new Failure(findingsOf(errors, node === undefined ? source.fileOf : () => `node ${node}`));
    }
    case 'not-booted': {
      const { node } = error;
      const remedy = `there is no uplink yet, no NIC is a member of ${hostBridge}; run tn boot apply -n ${node}`;
      return failure('not-booted', `node ${node}`, remedy);
    }
    case 'other-uplink': {
      const { kind, node, path, value, current } = error;
      const { nodeConfig: file = 'NODE-CONFIG' } = source;
      const message = `${hostBridge} stands on ${current.join(', ')}; run tn boot apply -n ${node} -c ${file}, which moves it`;
      return new Failure([{ kind, file, path, value: value.join(', '), message }]);
    }
    case 'nic-owned':
      return new Failure(ownedFindings(error.owners));
    case 'no-internet': {
      const { kind, node, wait, endpoints } = error;
      return takenBack(error, source, {
        kind,
        message: `node ${node} does not reach the Internet: no endpoint answered within ${wait} s`,
        remedy: 'look at the gateway, or give internet.endpoints that can be reached; --retry tries for ever',
        endpoints,
      });
    }
    case 'no-tenant-internet': {
      const { kind, node, endpoints } = error;
      return takenBack(error, source, {
        kind,
        message: `node ${node} reaches the Internet, and its tenants would not: none of the endpoints answers in ndmz`,
        remedy:
          'free a second lease for npub4 on the DHCP server, or give egress.addresses and egress.gateways in the node configuration; a switch or a cloud may let through no second MAC address',
        endpoints,
      });
    }
    case 'public-config-wanted': {
      const nics = error.nics.join(', ');
      const message = `the uplink is to be ${nics}, and there are public addresses that may move with it; give -p PUBLIC-CONFIG`;
      return failure('bad-arguments', '-p', message);
    }
    case 'superseded': {
      const message = 'something else was applied meanwhile, so this is not taken back: see tn history';
      return new Failure([{ kind: 'refused', message }]);
    }
    default:
      return executionFailure(error);
  }
}

/** Why the Internet was not there, and what is to be done about it. */
interface Trouble {
  readonly kind: 'no-internet' | 'no-tenant-internet';
  readonly message: string;
  readonly remedy: string;
  readonly endpoints: readonly Unreached[];
}

/** Tells why the Internet was not there, how each endpoint failed, and what became of what was applied. */
function takenBack(
  { aftermath }: { readonly aftermath: Aftermath },
  source: Source,
  { kind, message, remedy, endpoints }: Trouble,
): Failure {
  const finding = (became: string): Finding => ({
    kind,
    message,
    notes: [...endpoints.map(lineOf), became, `what to do: ${remedy}`],
    details: { endpoints },
  });
  switch (aftermath.kind) {
    case 'NothingApplied':
      return new Failure([finding('nothing was applied, and nothing is taken back')]);
    case 'RolledBack': {
      const count = many(aftermath.operations, 'operation');
      const became = `rolled back, ${count}: the node is as it was before`;
      return new Failure([finding(became)], executionExits.rolledBack);
    }
    case 'NotRolledBack': {
      const { findings } = operatorFailure(aftermath.error, source);
      const became = finding('could not roll back: see the error below');
      return new Failure([became, ...findings], executionExits.notRolledBack);
    }
    default:
      return aftermath satisfies never;
  }
}

function lineOf({ endpoint, why }: Unreached): string {
  return `${endpoint}: ${why}`;
}
