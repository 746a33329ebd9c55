/** Lint, and above all the direction table: which folder may import what. The table is the architecture; everything else is taste. */
import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** folder: [folders it may import, folders it may import types from, npm packages] */
const DIRECTIONS = {
  domain: [[], [], ['simple-statistics']],
  wire: [['domain'], [], ['valibot']],
  rpc: [[], ['domain'], ['comlink']],
  live: [['domain', 'wire'], ['rpc'], ['comlink']],
  'what-if': [['domain', 'wire', 'live'], ['rpc'], ['comlink']],
  text: [[], ['domain'], []],
  storage: [['domain', 'wire', 'text'], ['rpc'], ['comlink', 'dexie', 'xlsx']],
  board: [['domain', 'wire'], ['rpc'], ['comlink', 'avr8js']],
  store: [['domain', 'wire', 'text'], ['rpc'], ['comlink', 'svelte', 'virtual:pwa-register']],
  ui: [
    ['store', 'text'],
    ['domain', 'rpc'],
    ['svelte', 'chart.js', '@lucide/svelte', 'virtua'],
  ],
  relay: [['wire', 'domain'], [], ['ws', 'tiktok-live-connector', 'valibot', 'node:*']],
};

/** Everything a folder must not import, as patterns. `types` = patterns allowed for types alone. */
function directionRule(folder) {
  const [values, types, packages] = DIRECTIONS[folder];
  const folders = Object.keys(DIRECTIONS).filter((other) => other !== folder);
  const forbidden = folders.filter((other) => !values.includes(other) && !types.includes(other));
  // A bare specifier is a package unless it starts with '.' or '#'; all but the listed ones are refused.
  const names = packages.map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace('\\*', '.*')).join('|');
  const patterns = [
    { regex: '^\\.\\./', message: 'Across folders import from "#folder/file.ts".' },
    // Between its own subfolders (ui/live → ui/kit, text/id → text/en) a folder uses its full name.
    { regex: `^#${folder}/[^/]+$`, message: 'Within a folder import "./file.ts".' },
    {
      regex: names ? `^(?![.#])(?!(?:${names})(?:/|$))` : '^(?![.#])',
      message: `src/${folder} may not use this package (see the direction table in eslint.config.js).`,
    },
  ];
  if (forbidden.length)
    patterns.push({
      regex: `^#(?:${forbidden.join('|')})/`,
      message: `src/${folder} must not know this folder (see the direction table in eslint.config.js).`,
    });
  for (const other of types)
    patterns.push({
      regex: `^#${other}/`,
      allowTypeImports: true,
      message: `src/${folder} may import only types from ${other}.`,
    });
  return { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] };
}

export default ts.config(
  { ignores: ['dist', 'dist-relay', 'node_modules', 'coverage', '.cache', 'test-results', 'tests/canary'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  {
    languageOptions: { globals: { ...globals.browser, ...globals.worker, ...globals.node } },
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', { max: 250 }],
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-at-html-tags': 'error' },
  },
  ...Object.keys(DIRECTIONS).map((folder) => ({ files: [`src/${folder}/**`], rules: directionRule(folder) })),
  {
    files: ['src/domain/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'domain/ has no clock: time arrives as an argument.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'domain/ has no chance: pass a seeded generator.' },
      ],
    },
  },
  { files: ['tests/**', 'scripts/**', '*.config.*'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
);
