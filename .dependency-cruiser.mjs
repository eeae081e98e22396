/**
 * The arrows: app → features → {ui, state} → tasks → {engine, models, storage} → {rpc, transfer} → core. Per
 * room of src, and per folder beside it, where its imports may point besides itself and packages.
 */
export const arrows = {
  core: [],
  rpc: ['core'],
  transfer: ['core'],
  storage: ['core'],
  documents: ['core', 'rpc'],
  models: ['core', 'rpc', 'transfer'],
  engine: ['core', 'rpc'],
  tasks: ['core', 'documents', 'engine', 'models', 'storage'],
  diagnostics: ['core', 'engine'],
  api: ['core', 'engine', 'tasks'],
  state: ['core', 'diagnostics', 'documents', 'engine', 'models', 'storage', 'tasks'],
  ui: ['core'],
  features: ['core', 'diagnostics', 'documents', 'engine', 'state', 'ui'],
  app: [
    ...['api', 'core', 'diagnostics', 'documents', 'engine', 'features', 'models', 'rpc', 'state'],
    ...['storage', 'sw', 'tasks', 'ui'],
  ],
  sw: ['core'],
};
/** Beside src: which of its rooms, and which other folders, each may use. */
export const folders = {
  tools: [
    'src/(core|diagnostics|documents|models|rpc|transfer)/',
    'src/ui/i18n/',
    'compiler/',
    'demo/',
  ],
  compiler: ['src/core/', 'tools/(programs|python)'],
  demo: ['src/core/'],
  testing: ['src/', 'tools/'],
  e2e: ['src/', 'tools/', 'testing/', 'compiler/'],
};
/** Facts of the compiler that the app is built with: the libraries' shapes, hashes, names of sections. */
const facts = 'compiler/(architectures|libs\\.lock|modellib/sections)\\.json$';
const notATest = '\\.test\\.tsx?$';

const rooms = Object.entries(arrows).map(([room, targets]) => ({
  name: `${room}-points-the-right-way`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: notATest },
  to: {
    path: '^(src|tools|e2e|testing|demo|compiler)/',
    pathNot: `^src/(${[room, ...targets].join('|')})/|^${facts}`,
  },
}));

const beside = Object.entries(folders).map(([folder, targets]) => ({
  name: `${folder}-points-the-right-way`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: notATest },
  to: {
    path: '^(src|tools|e2e|testing|demo|compiler)/',
    pathNot: `^(${[`${folder}/`, ...targets].join('|')})`,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rooms,
    ...beside,
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
      from: {
        path: '^src/(app|features|ui|state|api|tasks|models|storage|transfer|documents)/',
        pathNot: notATest,
      },
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
