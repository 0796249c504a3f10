import { familyNames } from '../../word/families.js';
import type { Drawing, Figure } from './drawing.js';
import { familyColors, figureColors, kindLabels, lansOf } from './style.js';

/** Returns the drawing as a Mermaid flowchart, which GitHub and GitLab show in Markdown. */
export function mermaid({ title, figures, lines }: Drawing): string {
  const ids = new Map(figures.map(({ name }, i) => [name, `n${i}`]));
  const id = (name: string): string => ids.get(name) ?? '';
  const figure = (each: Figure): string => `${id(each.name)}["${labelOf(each)}"]:::${classOf(each)}`;
  const styled = (family: 'ipv4' | 'ipv6'): readonly string[] => {
    const indices = lines.flatMap((line, i) => (line.family === family ? [i] : []));
    return indices.length === 0
      ? []
      : [`  linkStyle ${indices.join(',')} stroke:${familyColors[family]},color:${familyColors[family]}`];
  };
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'flowchart BT',
    ...figures.filter(({ lan }) => lan === undefined).map((each) => `  ${figure(each)}`),
    ...lansOf(figures).flatMap(([lan, members], i) => [
      `  subgraph lan${i}["LAN ${escaped(lan)}"]`,
      ...members.map((each) => `    ${figure(each)}`),
      '  end',
    ]),
    ...lines.map(({ from, to, both, family, down }) => {
      const arrow = `${both ? '<' : ''}${down ? '-.->' : '-->'}`;
      return `  ${id(from)} ${arrow}|${familyNames[family]}| ${id(to)}`;
    }),
    ...styled('ipv4'),
    ...styled('ipv6'),
    ...classes.map(([name, style]) => `  classDef ${name} ${style}`),
    '',
  ].join('\n');
}

const classes: readonly (readonly [string, string])[] = [
  ['public', classStyle('public')],
  ['hidden', classStyle('hidden')],
  ['access', classStyle('access-point')],
  ['aggregator', `${classStyle('public')},stroke-width:3px`],
  ['down', `${classStyle('down')},stroke-dasharray:4`],
];

function classStyle(kind: keyof typeof figureColors): string {
  const { fill, stroke } = figureColors[kind];
  return `fill:${fill},stroke:${stroke},color:#222222`;
}

function classOf({ kind, aggregator, down }: Figure): string {
  if (down) return 'down';
  if (aggregator) return 'aggregator';
  return kind === 'access-point' ? 'access' : kind;
}

function labelOf({ name, kind, aggregator, down, notes }: Figure): string {
  const words = [kindLabels[kind], ...(aggregator ? ['aggregator'] : []), ...(down ? ['down'] : [])];
  return [name, words.join(', '), ...notes].map(escaped).join('<br/>');
}

/** Escapes a label. Mermaid reads HTML in labels, and `#` begins a character by its number. */
function escaped(text: string): string {
  return text.replace(/[^0-9A-Za-z ,.:/_-]/gu, (character) => `#${character.codePointAt(0)};`);
}
