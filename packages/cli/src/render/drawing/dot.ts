import { familyNames } from '../../word/families.js';
import type { Drawing, Figure, Line } from './drawing.js';
import { familyColors, figureColors, kindLabels, lansOf } from './style.js';

const key = 'an arrow goes from who dials to who is dialled; a double border forwards for others';

/** Returns the drawing in Graphviz' language: those who dial below, those who are dialled above. */
export function dot({ title, figures, lines }: Drawing): string {
  const kinds = new Map(figures.map(({ name, kind }) => [name, kind]));
  const alone = figures.filter(({ lan }) => lan === undefined);
  return [
    'digraph tn {',
    `  graph [label=${quoted(`${title}\n${key}\n `)}, labelloc=t, fontsize=13, rankdir=BT, ranksep=${height(lines)}, nodesep=0.8, pad=0.3, splines=true, bgcolor=white, fontname="Helvetica,Arial,sans-serif"]`,
    '  node [style="filled,rounded", shape=box, penwidth=1.2, fontsize=11, margin="0.28,0.1", fontname="Helvetica,Arial,sans-serif"]',
    '  edge [labeldistance=2.6, labelangle=24, fontsize=9, arrowsize=0.7, penwidth=1.2, fontname="Helvetica,Arial,sans-serif"]',
    ...alone.map((figure) => `  ${figureText(figure)}`),
    ...lansOf(figures).flatMap(([lan, members], i) => [
      `  subgraph cluster_lan${i} {`,
      `    graph [label=${quoted(`LAN ${lan}`)}, labelloc=t, fontsize=10, style="rounded,dashed", color="#8a8a8a", fontcolor="#555555"]`,
      ...members.map((figure) => `    ${figureText(figure)}`),
      '  }',
    ]),
    ...rows(figures),
    ...lines.map((line) => `  ${lineText(line, kinds.get(line.from) === kinds.get(line.to))}`),
    '}\n',
  ].join('\n');
}

/** Puts public nodes on one height, so that the lines between them do not stretch the drawing. */
function rows(figures: readonly Figure[]): readonly string[] {
  const row = figures.filter(({ kind, lan }) => kind === 'public' && lan === undefined);
  return row.length < 2 ? [] : [`  { rank=same; ${row.map(({ name }) => quoted(name)).join('; ')} }`];
}

function figureText({ name, kind, aggregator, down, notes }: Figure): string {
  const { fill, stroke } = figureColors[down ? 'down' : kind];
  const words = [kindLabels[kind], ...(aggregator ? ['aggregator'] : []), ...(down ? ['down'] : [])];
  const label = [name, words.join(', '), ...notes].join('\n');
  const style = down ? ', style="filled,rounded,dashed", fontcolor="#777777"' : '';
  const border = aggregator ? ', peripheries=2' : '';
  return `${quoted(name)} [label=${quoted(label)}, fillcolor="${fill}", color="${stroke}"${border}${style}]`;
}

/** Returns the inches between those who dial and those who are dialled. More lines cross less where they are steep. */
function height(lines: readonly Line[]): string {
  return Math.min(0.8 + lines.length / 22, 6).toFixed(1);
}

function lineText({ from, to, both, family, down }: Line, level: boolean): string {
  const color = familyColors[family];
  const attributes = [
    `color="${color}"`,
    `fontcolor="${color}"`,
    `${level ? 'xlabel' : 'taillabel'}="${familyNames[family]}"`,
    ...(both ? ['dir=both'] : []),
    ...(level ? ['constraint=false'] : []),
    ...(down ? ['style=dashed'] : []),
  ];
  return `${quoted(from)} -> ${quoted(to)} [${attributes.join(', ')}]`;
}

/** Returns a double-quoted string. Only the quote and the backslash mean something in it. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
