import { classWords, explain, type NicFault, type NodeClass } from '@networkd/planner';

/** What a farmer does about each class of node. */
const remedies: Readonly<Record<NodeClass, string>> = {
  dual: 'nothing: others dial it in both families',
  'public-ipv4': 'set IPv6 in the public configuration',
  'public-ipv6': 'set IPv4 in the public configuration',
  'behind-nat': 'set a public configuration; until then it dials out, and is reached over an aggregator',
  'behind-ipv4-firewall': 'open the firewall, then put `"inbound": ["ipv4"]` into the inventory',
  'behind-ipv6-firewall': 'open the firewall, then put `"inbound": ["ipv6"]` into the inventory',
  'declared-hidden': 'take `"hidden": true` out of the inventory',
  'no-internet': 'look at the table below',
};

const nodeClasses = Object.keys(remedies) as readonly NodeClass[];

/** What `tn inventory --explain` says that a node is, and what would change it. */
export function classes(): string {
  const rows = nodeClasses.map((each) => `| ${classWords[each]} | ${remedies[each]} |`);
  return ['| it says | to change it |', '| --- | --- |', ...rows].join('\n');
}

/** Every reason why a NIC is not the uplink, with what to look at. */
const complaints: readonly (readonly [fault: NicFault, remedy: string])[] = [
  [{ why: 'no-carrier' }, 'the cable, the switch port'],
  [
    { why: 'no-egress', ipv4: 'no-answer', ipv6: 'no-answer' },
    'is there a DHCP server on the segment, and are its leases used up? Does a router advertise a prefix?',
  ],
  [
    { why: 'no-egress', ipv4: 'no-gateway', ipv6: 'no-address' },
    'the router option of the DHCP server (option 3); the prefix in the router advertisements',
  ],
  [{ why: 'no-egress', ipv4: 'no-answer', ipv6: 'no-gateway' }, 'the lifetime in the router advertisements'],
  [{ why: 'enslaved', master: 'br0' }, 'somebody uses the NIC: put it into `ignore`, or set it free'],
  [{ why: 'ignored' }, "the `ignore` list of the node's configuration"],
  [{ why: 'not-configured', configured: 'eth0' }, 'the `uplink` that the configuration names'],
];

/** What `tn boot` says of NICs that will not do. */
export function nicFaults(): string {
  const rows = complaints.map(([fault, remedy]) => `| ${complaint(fault)} | ${remedy} |`);
  return ['| why | what to look at |', '| --- | --- |', ...rows].join('\n');
}

/** The complaint alone, without the sentence that says what to do. */
function complaint(fault: NicFault): string {
  const place = { document: 'node-config', path: '$', value: 'eth1' } as const;
  return explain({ ...place, kind: 'no-uplink', ...fault }).replace(/;.*/s, '');
}
