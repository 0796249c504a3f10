import {
  type Classification,
  classify,
  classWords,
  type Dialability,
  dialabilityWords,
  type Interface,
  isDialable,
  type Node,
} from '@networkd/planner';
import { type Paint, painter, widthOf, wrap } from '../terminal/style.js';
import { familyNames } from '../word/families.js';

/** Says in words what the node is to others and why, and what was found of each NIC. */
export function explanation(entry: Node): string {
  const paint = painter(process.stdout);
  const { class: is, ipv4, ipv6 } = classify(entry);
  return [
    `node ${entry.id}: ${paint('bold', classWords[is])}\n`,
    ...[ipv4, ipv6].map((dialability) => dialabilityLines(dialability, paint)),
    ...entry.interfaces.map((each) => `\n  ${paint('bold', each.name)}  ${found(each).join(', ')}`),
    entry.interfaces.length === 0 ? '' : '\n',
  ].join('');
}

/** Returns the same as data. */
export function classification(entry: Node): object {
  const { class: is, ipv4, ipv6 }: Classification = classify(entry);
  return { node: entry.id, class: is, ipv4: dialabilityData(ipv4), ipv6: dialabilityData(ipv6) };
}

function dialabilityLines(dialability: Dialability, paint: Paint): string {
  const { because, remedy } = dialabilityWords(dialability);
  const mark = isDialable(dialability) ? paint('green', 'dialable') : paint('yellow', 'not dialable');
  const width = widthOf(process.stdout);
  const sentences = [because, ...(remedy === undefined ? [] : [`To be dialled: ${remedy}.`])];
  return `\n  ${familyNames[dialability.family]}  ${mark}\n${sentences.map((each) => `${wrap(each, width, '    ')}\n`).join('')}`;
}

function dialabilityData(dialability: Dialability): object {
  const { family: _, address, ...rest } = dialability;
  return {
    dialable: isDialable(dialability),
    ...rest,
    ...(address === undefined ? {} : { address: address.text }),
    ...dialabilityWords(dialability),
  };
}

/** Returns the facts of a NIC that a farmer looks at first. */
function found({ carrier, speed, driver, addresses, gateways }: Interface): readonly string[] {
  return [
    carrier === false ? 'no carrier' : 'carrier',
    ...(speed === undefined ? [] : [`${speed} Mb/s`]),
    ...(driver === undefined ? [] : [driver]),
    ...(addresses.length === 0 ? ['no address'] : addresses.map(({ text }) => text)),
    ...gateways.map(({ text }) => `gateway ${text}`),
  ];
}
