import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sources = readdirSync('packages').flatMap((name) =>
  readdirSync(`packages/${name}/src`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `packages/${name}/src/${file}`),
);

/** The sources in which the text stands, or what matches the pattern. */
function naming(pattern: RegExp): readonly string[] {
  return sources.filter((file) => pattern.test(readFileSync(file, 'utf8')));
}

test('a kind of object is named by few: its room, the tables, who wants one, who finds one', () => {
  expect(naming(/DhcpClient/).length).toBeGreaterThan(0);
  expect(naming(/DhcpClient/).length).toBeLessThanOrEqual(8);
});

// In documents `vlan` and `bond` are fields; what counts is the type of link.
test.each(['vlan', 'bond'])('the type of link %s is named by at most four', (type) => {
  const found = naming(new RegExp(`(?<!\\[)'${type}'`)).filter((file) => !file.includes('/document/'));
  expect(found.length).toBeGreaterThan(0);
  expect(found.length, found.join('\n')).toBeLessThanOrEqual(4);
});

test('what the owner of the node itself is called is written in one place', () => {
  expect(naming(/^(?!.*(?:\/\*\*|^ ?\*|\/\/)).*@node/m)).toEqual(['packages/planner/src/scalar/owner.ts']);
});
