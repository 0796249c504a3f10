/** The licences of what a bundle holds of others, which they ask to be passed on with every copy. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Returns a comment with the names and the licences of packages, found from the folder of the workspace. @param {string[]} names */
export const notices = (names) => `/*!\n${names.map(noticeOf).join('\n\n').replaceAll('*/', '* /')}\n*/`;

/** @param {string} name */
const noticeOf = (name) => {
  const folder =
    ['node_modules', '../../node_modules'].map((each) => join(each, name)).find(existsSync) ?? '';
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each)) ?? '';
  return `${name}\n\n${readFileSync(join(folder, file), 'utf8')}`;
};
