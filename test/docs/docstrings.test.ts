import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** What functions do. A new one has its place here: by its form alone a verb is not told from the name of several things. */
const verbs = new Set(
  `Adds Advertises Amends Answers Applies Asks Assigns Begins Boots Breaks Brings Builds Calls Carries
    Changes Checks Chooses Clamps Compares Completes Connects Counts Delivers Dials Draws Drops Empties
    Ends Escapes Feeds Finds Forgets Frees Gathers Generates Gives Goes Hears Joins Keeps Kills Lays Learns
    Leaves Lets Listens Lists Locks Looks Makes Marks Matches Names Observes Opens Orders Parses Pings
    Plans Plugs Prints Probes Proves Pulls Puts Reaches Reads Receives Refuses Remembers Removes Reports
    Returns Rolls Runs Says Scans Sends Serves Sets Shows Shuffles Sleeps Sorts Starts Stops Surveys
    Switches Takes Tells Tries Turns Waits Wakes Walks Warns Writes Yields`.split(/\s+/),
);

function isFunction(node: ts.Node | undefined): boolean {
  if (node === undefined) return false;
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return isFunction(node.expression);
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionTypeNode(node);
}

/** Says whether the node declares something that is called. */
function isCalled(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node))
    return true;
  if (ts.isPropertySignature(node)) return isFunction(node.type);
  if (ts.isPropertyAssignment(node)) return isFunction(node.initializer);
  if (!ts.isVariableStatement(node)) return false;
  return node.declarationList.declarations.some(
    (each) => isFunction(each.initializer) || isFunction(each.type),
  );
}

/** Returns the docstrings of what a source declares that is called. */
function docstringsIn(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const comments = isCalled(node) ? (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) : [];
    const last = comments
      .map(({ pos, end }) => text.slice(pos, end))
      .findLast((each) => each.startsWith('/**'));
    if (last !== undefined) found.push(last.replace(/^\/\*\*[\s*]*/, ''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const sources = readdirSync('packages').flatMap((name) =>
  readdirSync(`packages/${name}/src`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `packages/${name}/src/${file}`),
);

test('what is said of a function begins with its verb', () => {
  const all = sources.flatMap((file) => docstringsIn(file).map((docstring) => ({ file, docstring })));
  expect(all.length).toBeGreaterThan(1000);
  const others = all.filter(({ docstring }) => !verbs.has(/^\w+/.exec(docstring)?.[0] ?? ''));
  expect(others.map(({ file, docstring }) => `${file}: ${docstring.split('\n', 1)}`)).toEqual([]);
});
