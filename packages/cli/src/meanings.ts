import type { Meaning } from '@networkd/planner';
import type { CliErrorKind } from './failure.js';

/** The prose of the errors that are not of a document but of the command line. */
export const cliMeanings: Readonly<Record<CliErrorKind, Meaning>> = {
  'cannot-read': {
    meaning: 'A file named on the command line is not there, is a folder, or may not be read by you.',
    remedy: 'give the path of a file you can read, or - for standard input',
  },
  'not-json': {
    meaning:
      'A file is not JSON (RFC 8259). The line and column are where the text stops being JSON; what is wrong often stands just before. JSON has no comments, no comma before a closing bracket, and double quotes only.',
    remedy: 'mend the text at that place',
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
};
