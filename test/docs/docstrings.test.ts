import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** First words that end as a verb in the third person does and are none: of questions, and names of several things. */
const noVerb =
  /^(Is|Was|Has|Does|This|Its|Always|Unless|Addresses|Bytes|Errors|Facts|Files|Lines|Links|Namespaces|Networks|Nodes|Operations|Options|Others|Pairs|Peers|Ports|Processes|Resources|Routes|Rules|Seconds|Milliseconds|Words)$/;

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
  const others = all.filter(({ docstring }) => {
    const [, first = ''] = /^(\w+)/.exec(docstring) ?? [];
    return !/^[A-Z][a-z]+s$/.test(first) || noVerb.test(first);
  });
  expect(others.map(({ file, docstring }) => `${file}: ${docstring.split('\n', 1)}`)).toEqual([]);
});
