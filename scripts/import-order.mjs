/**
 * The import order of the house, as rules for dependency-cruiser (`npm run imports`).
 *
 * In the planner a file imports only from its left:
 * scalar → mark → nft → document → topology → node → link-type | program → operation → kind → state → desired | change → territory → plan → index, testing.
 */

const PLANNER = '^packages/planner/src/';

/** What each folder or root file of the planner may import beside itself. Everyone may import `error`. */
const left = [
  'scalar',
  'mark',
  'nft',
  'document',
  'topology',
  'node',
  'link-type',
  'program',
  'operation',
  'kind',
  'state',
];
const planned = [...left, 'desired', 'change', 'territory', 'plan'];
const may = {
  scalar: [],
  mark: ['scalar'],
  nft: ['scalar'],
  document: ['scalar', 'nft'],
  topology: ['scalar', 'document'],
  node: ['scalar', 'document', 'topology'],
  program: [],
  'link-type': ['document'],
  operation: ['scalar', 'mark', 'nft', 'document', 'link-type', 'program'],
  kind: ['scalar', 'mark', 'document', 'link-type', 'program', 'operation'],
  state: ['scalar', 'document', 'topology', 'node', 'link-type', 'kind'],
  desired: left,
  change: left,
  territory: [...left, 'desired', 'change'],
  plan: [...left, 'desired', 'change', 'territory'],
  error: ['scalar'],
  explain: [],
  executor: ['plan', 'operation', 'change', 'state'],
  testing: [...planned, 'explain', 'executor'],
  index: [...planned, 'explain', 'executor'],
};

/** @param {readonly string[]} names */
const inPlanner = (names) => `${PLANNER}(${names.join('|')})(/|\\.ts$)`;

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @param {string} name */
const npm = (name) => `(^|/)node_modules/${name}/`;

/** The sources of what others install: all but the laboratory, which is of tests alone. */
const SRC = '^packages/(?!lab/)[^/]+/src/';

export default {
  forbidden: [
    ...Object.entries(may).map(([name, others]) =>
      forbid(
        `order-${name}`,
        `${name} may import only: ${[name, 'error', ...others].join(', ')}`,
        { path: inPlanner([name]) },
        { path: PLANNER, pathNot: inPlanner([name, 'error', ...others]) },
      ),
    ),
    forbid(
      'order-unknown',
      'a new folder or root file of the planner takes its place in scripts/import-order.mjs first',
      { path: PLANNER, pathNot: inPlanner(Object.keys(may)) },
      {},
    ),
    forbid('no-circle', 'no circles, not even of types', {}, { circular: true }),
    forbid('no-orphan-import', 'an import that resolves to nothing', {}, { couldNotResolve: true }),
    forbid(
      'ip-num-and-tweetnacl-in-scalar',
      'addresses and keys have one home',
      { path: SRC, pathNot: inPlanner(['scalar']) },
      { path: [npm('ip-num'), npm('tweetnacl')] },
    ),
    forbid(
      'fast-check-in-testing',
      'fast-check is an optional peer: only @networkd/planner/testing may need it',
      { path: SRC, pathNot: inPlanner(['testing']) },
      { path: [npm('fast-check'), npm('@fast-check')] },
    ),
    forbid(
      'no-node-in-the-pure-packages',
      'the planner and the dry run work in a browser too, and an operator is given what it needs',
      { path: '^packages/(planner|executor-dryrun|operator)/src/' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'child-process-in-run',
      'one file per package starts processes, and it is called run.ts',
      { path: SRC, pathNot: '/run\\.ts$' },
      { path: '^(node:)?child_process$' },
    ),
    forbid(
      'packages-by-name',
      'a package imports another by its name, never by a path into it',
      { path: '^packages/([^/]+)/' },
      { path: '^packages/', pathNot: '^packages/$1/', dependencyTypesNot: ['aliased'] },
    ),
    forbid(
      'packages-by-index',
      'a package imports what another exports, nothing behind it',
      { path: '^packages/([^/]+)/' },
      {
        path: '^packages/',
        pathNot: ['^packages/$1/', '^packages/[^/]+/src/(testing/)?index\\.ts$', '^packages/lab/src/'],
      },
    ),
    forbid(
      'testing-in-tests',
      'sources import @networkd/planner; only tests import @networkd/planner/testing',
      { path: '^packages/(?!planner/|lab/)[^/]+/src/' },
      { path: inPlanner(['testing']) },
    ),
    forbid(
      'lab-in-tests',
      'the laboratory is for tests: no package that others install may need it',
      { path: SRC },
      { path: '^packages/lab/' },
    ),
    forbid(
      'planner-imports-no-executor',
      'the planner knows nobody',
      { path: PLANNER },
      { path: '^packages/', pathNot: PLANNER },
    ),
    forbid(
      'operator-on-ports',
      'an operator works on ports: it knows no executor and no command line',
      { path: '^packages/operator/src/' },
      { path: '^packages/(executor-[^/]+|cli)/' },
    ),
    forbid(
      'executors-beneath-operator',
      'executors know nobody who asks them',
      { path: '^packages/executor-[^/]+/src/' },
      { path: '^packages/(operator|cli)/' },
    ),
    forbid(
      'dryrun-never-linux',
      'the dry run must not be able to change anything',
      { path: '^packages/executor-dryrun/' },
      { path: '^packages/(executor-linux|cli)/' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    doNotFollow: { path: 'node_modules|^packages/[^/]+/dist/' },
  },
};
