import { errorKinds, type Meaning, meanings } from '@networkd/planner';
import { Argument, type Command } from 'commander';
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
  return verb('explain', 'say what a kind of error means and what to do about it; without one, list them', [
    'tn explain subnet-overlap',
  ])
    .addArgument(new Argument('[ERROR-KIND]', 'what stands in the brackets of error[…]'))
    .option('--json', 'print as JSON')
    .action(explainKind);
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

function adviceOf(near: readonly string[]): string {
  return near.length > 0 ? `perhaps ${near.join(' or ')} is meant` : 'tn explain without one lists all';
}
