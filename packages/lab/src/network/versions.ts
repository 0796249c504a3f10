import {
  both,
  changes,
  dials,
  type Edit,
  forward,
  joins,
  key,
  leaves,
  type NetworkDocument,
  next,
  prefixes,
  resource,
} from './edits.js';
import { standardNetwork } from './standard-network.js';

/** A version, and what is new in it. */
export interface Version {
  readonly title: string;
  readonly document: NetworkDocument;
}

const edits: readonly (readonly [string, Edit])[] = [
  ['spare-1 joins', joins(resource('spare-1', 9))],
  ['six-1 has another key', changes('six-1', key('six-1', 2))],
  ['spare-1 forwards as well', forward('dual-1', 'dual-2', 'spare-1')],
  ['the laptop leaves', () => ({ accessPoints: [] })],
  ['four-1 has another key', changes('four-1', key('four-1', 2))],
  ['spare-1 has the subnet that was the laptop’s', changes('spare-1', prefixes(254))],
  ['a node joins that is down', joins(resource('down-1', 10))],
  ['spare-1 has another key', changes('spare-1', key('spare-1', 2))],
  ['the laptop dials dual-2, with the subnet that was spare-1’s', dials('dual-2', 9)],
  ['home-1 has another key', changes('home-1', key('home-1', 2))],
  [
    'spare-1 has another subnet, and the laptop that',
    both(changes('spare-1', prefixes(9)), dials('dual-2', 254)),
  ],
  ['the node that is down leaves', leaves('down-1')],
  ['spare-1 forwards instead of dual-2', forward('dual-1', 'spare-1')],
  ['keepalive comes sooner', () => ({ policy: { keepalive: { seconds: 20 } } })],
  ['spare-1 leaves, and dual-2 forwards', both(leaves('spare-1'), forward('dual-1', 'dual-2'))],
  ['attic-2, which nobody dials, listens on another port', changes('attic-2', { listenPort: 7003 })],
  ['spare-1 joins again', joins(resource('spare-1', 11))],
  [
    'spare-1 listens on another port, and the laptop dials six-1',
    both(changes('spare-1', { listenPort: 7004 }), dials('six-1', 254)),
  ],
  ['six-1 has its first key', changes('six-1', key('six-1', 1))],
  ['only dual-2 forwards', forward('dual-2')],
];

/** The standard network, and twenty versions after it. */
export const versions: readonly Version[] = successive();

function successive(): readonly Version[] {
  const made: Version[] = [{ title: 'the standard network', document: standardNetwork }];
  let document: NetworkDocument = standardNetwork;
  for (const [title, edit] of edits) {
    document = next(document, edit);
    made.push({ title, document });
  }
  return made;
}
