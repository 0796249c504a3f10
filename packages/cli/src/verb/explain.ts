import { errorKinds, type Meaning, meanings } from '@networkd/planner';
import { Argument, type Command } from 'commander';
import { type Field, fieldAt, isPath } from '../document/field.js';
import { failure } from '../error/failure.js';
import { cliMeanings } from '../error/meanings.js';
import { verb } from '../option/options.js';
import { print } from '../terminal/io.js';
import { painter, widthOf, wrap } from '../terminal/style.js';
import { nearest } from '../word/nearest.js';

const all: Readonly<Record<string, Meaning>> = { ...meanings, ...cliMeanings };

/** Every kind of error this command can print. */
export const kinds: readonly string[] = [...errorKinds, ...Object.keys(cliMeanings)].sort();

export function explainCommand(): Command {
  return verb(
    'explain',
    'say what a kind of error or a field of a document means, and what to do; without one, list the kinds of errors',
    ['tn explain subnet-overlap', 'tn explain tenant-network.resources.subnet'],
  )
    .addArgument(
      new Argument('[ERROR-KIND]', 'what stands in the brackets of error[…], or a field as DOCUMENT.FIELD'),
    )
    .option('--json', 'print as JSON')
    .action(explain);
}

async function explain(asked: string | undefined, options: { readonly json?: true }): Promise<void> {
  if (asked === undefined || !isPath(asked)) return explainKind(asked, options);
  const field = fieldAt(asked);
  await print(options.json ? `${JSON.stringify(field, null, 2)}\n` : fieldText(field));
}

async function explainKind(kind: string | undefined, { json }: { readonly json?: true }): Promise<void> {
  const data = kind === undefined ? kinds : { kind, ...meaningOf(kind) };
  if (json) await print(`${JSON.stringify(data, null, 2)}\n`);
  else await print(kind === undefined ? `${kinds.join('\n')}\n` : asText(kind, meaningOf(kind)));
}

function meaningOf(kind: string): Meaning {
  const meaning = Object.hasOwn(all, kind) ? all[kind] : undefined;
  if (meaning !== undefined) return meaning;
  const advice = adviceOf(nearest(kind, kinds));
  throw failure('bad-arguments', 'explain', `there is no kind of error ${kind}; ${advice}`);
}

function asText(kind: string, { meaning, remedy }: Meaning): string {
  const width = Math.min(widthOf(process.stdout), 80);
  const title = painter(process.stdout)('bold', kind);
  const sentence = `What to do: ${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`;
  return `${title}\n\n${wrap(meaning, width, '  ')}\n\n${wrap(sentence, width, '  ')}\n`;
}

function fieldText({ path, sentence, isRequired, fields, ...rest }: Field): string {
  const width = Math.min(widthOf(process.stdout), 80);
  const presence = isRequired ? 'It has to be there.' : 'It may be left out.';
  const said = 'default' in rest ? `${presence} Then it is ${JSON.stringify(rest.default)}.` : presence;
  const longest = Math.max(0, ...fields.map(([name]) => name.length));
  const below = fields.map(([name, text]) => wrap(`${name.padEnd(longest)}  ${text}`, width, '  '));
  return [
    `${painter(process.stdout)('bold', path)}\n\n${wrap(sentence, width, '  ')}\n`,
    ...(path.includes('.') ? [`\n${wrap(said, width, '  ')}\n`] : []),
    ...(below.length === 0 ? [] : [`\n${below.join('\n')}\n`]),
  ].join('');
}

function adviceOf(near: readonly string[]): string {
  return near.length > 0 ? `perhaps ${near.join(' or ')} is meant` : 'tn explain without one lists all';
}
