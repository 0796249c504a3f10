import type { ExecutionError, Meaning } from '@networkd/planner';
import type { CliErrorKind } from './failure.js';

/** The prose of the errors that are not of a document but of the command line or of the executor. */
export const cliMeanings: Readonly<Record<CliErrorKind | ExecutionError['kind'], Meaning>> = {
  'cannot-read': {
    meaning: 'A file named on the command line is not there, is a folder, or may not be read by you.',
    remedy: 'give the path of a file you can read, or - for standard input',
  },
  'not-json': {
    meaning:
      'A file is not JSON (RFC 8259). The line and column are where the text stops being JSON; what is wrong often stands just before. JSON has no comments, no comma before a closing bracket, and double quotes only.',
    remedy: 'mend the text at that place',
  },
  'duplicate-member': {
    meaning:
      'An object of a JSON file has two members of one name. Programs differ in which of them they read (RFC 8259, 4), so the file says two things at once. The error stands at the second and names the place of the first.',
    remedy: 'remove one of the two',
  },
  'cannot-write': {
    meaning:
      'The file of -o could not be written. It is written beside its place under another name and then renamed, so the file that was there is as it was.',
    remedy: 'give -o a path in a folder you can write to',
  },
  'bad-arguments': {
    meaning: 'The options exclude each other, or one is missing or holds what it cannot hold.',
    remedy: 'see --help of the verb',
  },
  'key-exposed': {
    meaning:
      'Others than the owner of the file can read the private key in it, so they must be assumed to know it.',
    remedy:
      'run chmod 600 on the file, and if others had access to the machine, make a new key with wg genkey',
  },
  'key-unusable': {
    meaning:
      'The file does not hold a WireGuard private key: 32 bytes as 44 characters of base64, as wg genkey prints it.',
    remedy: 'give the file that wg genkey wrote',
  },
  'unknown-end': {
    meaning: 'Packets go between nodes of the network and its access points; this name is neither.',
    remedy: 'give the name of a node that has a network resource, or of an access point',
  },
  'not-approved': {
    meaning: 'A node is changed only by a plan that somebody has looked at and said yes to, in full.',
    remedy: 'look at the plan, then answer yes, or give --yes where nobody can be asked',
  },
  'nothing-applied': {
    meaning:
      'The journal in the folder of --state knows of no apply on this node, so there is no state to compare with or to go back to.',
    remedy: 'run tn apply first, or give the --state that it was run with',
  },
  'not-booted': {
    meaning:
      'A node stands on its uplink: the NIC that is a member of the bridge zos. No NIC of this node is, so it has not booted since it was started.',
    remedy: 'run tn boot apply first: it finds the uplink by probing the NICs',
  },
  'other-uplink': {
    meaning:
      'The node configuration names NICs as the uplink, or has them left alone, that are not, or are, beneath zos. Only tn boot moves the uplink: it sees to it that the Internet is there afterwards, or goes back.',
    remedy: 'run tn boot apply with that node configuration, or name in it the NIC that zos stands on',
  },
  'nic-owned': {
    meaning:
      'A DHCP client, systemd-networkd or NetworkManager has taken for its own a NIC that is to be a member of the bridge zos, and goes on to give it addresses and routes. With an address on the member as well as on the bridge the node would be cut off when neighbours are asked for again. Nothing was done.',
    remedy:
      'have it leave the NIC alone, as the message says, or put the NIC into ignore of the node configuration',
  },
  'no-internet': {
    meaning:
      'The bridge zos stands, but none of the endpoints of the node configuration (internet.endpoints) was reached by TCP in the time given. What this run had applied was taken back: exit status 3, or 4 where that failed; 1 where it had applied nothing.',
    remedy:
      'see how each endpoint failed; look at the gateway and what is behind it, or give endpoints that can be reached; tn boot apply --retry tries for ever',
  },
  'no-tenant-internet': {
    meaning:
      'The host reaches the Internet over its uplink, but nothing does from the namespace ndmz, through which tenants leave. Its interface npub4 is a host of its own on the segment: it needs a second lease or an address that the node configuration gives it, and a switch that lets its MAC address through. What this run had applied was taken back: exit status 3, or 4 where that failed; 1 where it had applied nothing.',
    remedy:
      'free a lease on the DHCP server, or give egress.addresses and egress.gateways in the node configuration',
  },
  unexpected: {
    meaning:
      'The system refused what it never refuses, or tn has a defect. Where an apply had begun, the next one sees what it left and goes on from it.',
    remedy: 'run tn doctor; where it finds nothing, report the message and how it came about',
  },
  'stale-basis': {
    meaning:
      'A plan is right for the state it was computed from, of which it holds the hash. The node is in another one now, so the plan was refused and nothing was done. What moved is listed, as far as the plan speaks of it.',
    remedy: 'plan again from what is on the node now, and look at that plan',
  },
  refused: {
    meaning:
      'Something that applying needs is missing or wrong (a key, a folder, the lock, root), so nothing was done.',
    remedy: 'do as the message says; tn doctor tells what else is lacking',
  },
  'not-observed': {
    meaning:
      'ip, wg or nft would not say what is on the node, so there was nothing to plan from and nothing was done.',
    remedy: 'run tn as root, and see tn doctor',
  },
  'not-recorded': {
    meaning:
      'The plan was carried out, but the journal could not be told, so tn history, verify and rollback do not know of it.',
    remedy: 'make room or the folder of --state writable, then apply again',
  },
  'operation-failed': {
    meaning:
      'A command refused an operation. What had been done before it was taken back: exit status 3 where the node is as it was before, 4 where the way back failed too.',
    remedy: 'mend what the command complains of, then apply again: that works from any state',
  },
  'not-verified': {
    meaning:
      'Every command succeeded, and yet the node is not in the state planned: the kernel took a value as another, or somebody else changed it meanwhile. It was rolled back: exit status 3, or 4 where that failed.',
    remedy: 'see what was still to be done, look for who changes it, then apply again',
  },
};
