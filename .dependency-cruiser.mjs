/**
 * The arrows: app → features → {ui, state} → {engine, storage, api} → transfer → core; engine/runtime
 * and tools → core. Per room, where its imports may point besides the room itself and packages.
 */
const arrows = {
  core: [],
  transfer: ['core'],
  storage: ['core', 'transfer'],
  engine: ['core', 'storage'],
  api: ['core', 'engine'],
  state: ['api', 'core', 'engine', 'storage'],
  ui: ['core'],
  features: ['ui', 'state', 'api', 'engine', 'core'],
  app: ['features', 'ui', 'state', 'api', 'engine', 'storage', 'sw', 'core'],
  sw: ['core'],
};
/** A fact that another room makes and the app is built with: the libraries' hashes. */
const facts = 'compiler/libs\\.lock\\.json$';
const notATest = '\\.test\\.tsx?$';

const rooms = Object.entries(arrows).map(([room, targets]) => ({
  name: `${room}-points-the-right-way`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: notATest },
  to: {
    path: '^(src|tools|e2e|demo|compiler)/',
    pathNot: `^src/(${[room, ...targets].join('|')})/|^${facts}`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rooms,
    {
      name: 'core-uses-no-package',
      severity: 'error',
      from: { path: '^src/core/', pathNot: notATest },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'no-node-in-the-page',
      severity: 'error',
      from: { path: '^src/', pathNot: notATest },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tools-point-to-core',
      comment: 'And fetch as the app does.',
      severity: 'error',
      from: { path: '^tools/', pathNot: notATest },
      to: { path: '^src/(?!(core|transfer)/)' },
    },
    {
      name: 'features-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/([^/]+)/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'only-the-runtime-knows-web-llm',
      comment: 'Tests of a model library run it under web-llm alone, and the bench beside ours.',
      severity: 'error',
      from: { pathNot: '^(src/engine/runtime|e2e/support/(library|bench))/' },
      to: { path: 'node_modules/@mlc-ai/' },
    },
    {
      name: 'the-page-starts-the-worker-only',
      comment:
        'The page reaches the runtime through messages, or web-llm would land in its bundle.',
      severity: 'error',
      from: { path: '^src/(app|features|ui|state|api|storage|transfer)/', pathNot: notATest },
      to: { path: '^src/engine/(runtime/|host|worker)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|public)/' },
    tsConfig: { fileName: 'tsconfig.app.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
