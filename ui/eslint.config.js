import js from '@eslint/js'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** Forbids imports by pattern, each with its reason. */
const forbid = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }],
})
const tauri = ['^@tauri-apps/', 'Only `backend` speaks to the program.']
const features = ['read', 'front', 'page', 'pictures', 'search', 'settings', 'sources']

export default defineConfig(
  { ignores: ['dist/', 'src/bindings/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts', '.svelte'],
      'import-x/parsers': { 'svelte-eslint-parser': ['.svelte'], '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.svelte', '.js'] })],
    },
    rules: {
      'import-x/no-cycle': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // Names that a browser knows are TypeScript's to check.
      'no-undef': 'off',
      'max-lines': ['error', { max: 600 }],
    },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    rules: {
      'svelte/no-at-html-tags': 'error',
      // Addresses inside the window are read by `Navigation`, not by SvelteKit.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  { files: ['**/*.svelte'], rules: { 'max-lines': ['error', { max: 150 }] } },
  { files: ['src/**'], ignores: ['src/backend/**'], rules: forbid(tauri) },
  {
    files: ['src/kit/**'],
    rules: forbid(tauri, ['^#(?!kit/)', '`kit` knows no domain: it imports nothing but itself.']),
  },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: forbid(
      tauri,
      ['^#views/', 'A feature knows no view.'],
      [`^#features/(?!${feature}/)`, 'A feature imports no other feature.'],
    ),
  })),
)
