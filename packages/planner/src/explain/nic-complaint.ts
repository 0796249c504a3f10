import type { EgressFault, NicFault } from '../error.js';

/** Says why the NIC is not the uplink, each reason in words of its own. */
export function nicComplaint(name: string, fault: NicFault): string {
  switch (fault.why) {
    case 'no-nic':
      return 'the node has no NIC';
    case 'ignored':
      return `${name} is to be left alone, as the configuration of the node says`;
    case 'no-carrier':
      return `${name} has no carrier: no cable, or nothing alive at its other end`;
    case 'not-configured':
      return `${name} is not ${fault.configured}, which the configuration of the node names`;
    case 'enslaved':
      return `${name} is a member of ${fault.master}, which is not the uplink's`;
    case 'not-probed':
      return `${name} could not be probed: ${fault.said}`;
    case 'no-egress':
      return `${name} does not lead to the Internet: in IPv4 ${egressFaults.ipv4[fault.ipv4]}, in IPv6 ${egressFaults.ipv6[fault.ipv6]}`;
    default:
      return fault satisfies never;
  }
}

const egressFaults: Readonly<Record<'ipv4' | 'ipv6', Readonly<Record<EgressFault, string>>>> = {
  ipv4: {
    'no-answer': 'no DHCP server answers',
    'no-address': 'there is no address that leads anywhere',
    'no-gateway': 'there is an address, but no gateway',
    'bad-gateway': 'the gateway is not an address that a router can have',
  },
  ipv6: {
    'no-answer': 'no router advertises itself',
    'no-address': 'there is no global address',
    'no-gateway': 'there is a global address, but no router',
    'bad-gateway': 'the router has an address that none can have',
  },
};
