import {
  type Classification,
  classify,
  classWords,
  type Interface,
  isDialable,
  type Node,
  type Standing,
  standingWords,
} from '@networkd/planner';
import { type Paint, painter, widthOf, wrap } from '../terminal/style.js';
import { familyNames } from '../word/families.js';

/** What the node is to others and why, in words, and what of each NIC was found. */
export function explanation(entry: Node): string {
  const paint = painter(process.stdout);
  const { class: is, ipv4, ipv6 } = classify(entry);
  return [
    `node ${entry.id}: ${paint('bold', classWords[is])}\n`,
    ...[ipv4, ipv6].map((standing) => standingLines(standing, paint)),
    ...entry.interfaces.map((each) => `\n  ${paint('bold', each.name)}  ${found(each).join(', ')}`),
    entry.interfaces.length === 0 ? '' : '\n',
  ].join('');
}

/** The same as data. */
export function classification(entry: Node): object {
  const { class: is, ipv4, ipv6 }: Classification = classify(entry);
  return { node: entry.id, class: is, ipv4: standingData(ipv4), ipv6: standingData(ipv6) };
}

function standingLines(standing: Standing, paint: Paint): string {
  const { because, remedy } = standingWords(standing);
  const mark = isDialable(standing) ? paint('green', 'dialable') : paint('yellow', 'not dialable');
  const width = widthOf(process.stdout);
  const sentences = [because, ...(remedy === undefined ? [] : [`To be dialled: ${remedy}.`])];
  return `\n  ${familyNames[standing.family]}  ${mark}\n${sentences.map((each) => `${wrap(each, width, '    ')}\n`).join('')}`;
}

function standingData(standing: Standing): object {
  const { family: _, address, ...rest } = standing;
  return {
    dialable: isDialable(standing),
    ...rest,
    ...(address === undefined ? {} : { address: address.text }),
    ...standingWords(standing),
  };
}

/** Facts of a NIC that a farmer looks at first. */
function found({ carrier, speed, driver, addresses, gateways }: Interface): readonly string[] {
  return [
    carrier === false ? 'no carrier' : 'carrier',
    ...(speed === undefined ? [] : [`${speed} Mb/s`]),
    ...(driver === undefined ? [] : [driver]),
    ...(addresses.length === 0 ? ['no address'] : addresses.map(({ text }) => text)),
    ...gateways.map(({ text }) => `gateway ${text}`),
  ];
}
