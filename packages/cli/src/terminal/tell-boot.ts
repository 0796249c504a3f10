import type { BootEvent as OperatorEvent } from '@networkd/operator';
import type { UplinkRule } from '@networkd/planner';
import { printData, printError } from './io.js';

/** What is told of a boot: all that the operator tells, and when it is tried again. */
type BootEvent =
  | OperatorEvent
  | { readonly kind: 'Retrying'; readonly attempt: number; readonly seconds: number };

export type TellBoot = (event: BootEvent) => void;

/** Tells programs a line of JSON an event, and people at a terminal a line an event. */
export function bootTeller(json: true | undefined): TellBoot {
  if (json) return printData;
  return (event) => {
    const line = lineOf(event);
    if (line !== undefined && process.stderr.isTTY) printError(`${line}\n`);
  };
}

const rules: Readonly<Record<UplinkRule | 'current', string>> = {
  configured: 'the node configuration names it',
  'private-gateway': 'its gateway is private',
  gateway: 'it has a gateway',
  'ipv6-gateway': 'it has an IPv6 gateway, and none has an IPv4 one',
  current: 'it is the uplink already',
};

/** Says the event in words. Returns nothing where a line before says it. */
function lineOf(event: BootEvent): string | undefined {
  switch (event.kind) {
    case 'Surveyed':
      return `surveyed: ${event.nics.length === 0 ? 'no NIC' : event.nics.join(', ')}`;
    case 'Probing':
      return `probing ${event.nic} …`;
    case 'NoCarrier':
      return `${event.nic}: no carrier`;
    case 'Answered': {
      const { nic, addresses, gateways } = event;
      const way = gateways.length === 0 ? 'no gateway' : `gateway ${gateways.join(', ')}`;
      return `${nic}: ${[...addresses, way].join(', ')}`;
    }
    case 'Probed':
      return event.failure === undefined ? undefined : `${event.nic}: not probed: ${event.failure}`;
    case 'Chosen':
      return `uplink ${event.nics.join(', ')}: ${ruleWords(event.rule)}`;
    case 'Waiting':
      return `waiting for the Internet, ${event.seconds} s at most …`;
    case 'Reached':
      return `Internet: ${event.endpoint} answered in ${event.milliseconds} ms`;
    case 'TenantsReached':
      return `Internet for tenants: ${event.endpoint} answered in ${event.milliseconds} ms`;
    case 'Retrying':
      // Told to everybody, with what went wrong.
      return undefined;
    default:
      return event satisfies never;
  }
}

function ruleWords(rule: string): string {
  const known: Readonly<Record<string, string>> = rules;
  return known[rule] ?? rule;
}
